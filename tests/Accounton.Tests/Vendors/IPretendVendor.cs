using Accounton.Vendors;
using WireMock.ResponseBuilders;

namespace Accounton.Tests.Vendors;

/// <summary>A vendor in pretence, as far as the contract that all vendors keep needs it.</summary>
public interface IPretendVendor : IDisposable
{
    VendorServer Server { get; }
    VendorHost Host { get; }
    VendorAccess Access { get; }
    IClientSource Source { get; }

    /// <summary>What may be in no log and no exception.</summary>
    string[] Secrets { get; }

    /// <summary>Where the clients are listed.</summary>
    string ListPath { get; }

    /// <summary>A page of the list with clients of these ids.</summary>
    IResponseBuilder Page(int number, int count, params string[] ids);

    /// <summary>The list answers one page after the other.</summary>
    void HasPages(params string[][] pages);

    /// <summary>The vendor says whose account it is.</summary>
    void HasAccount();

    /// <summary>The vendor has a client with that id and last name.</summary>
    void HasClient(string id, string lastName);

    /// <summary>The vendor says that there is no client with that id.</summary>
    void HasNoClient(string id);

    /// <summary>A client whose fields are all of the wrong kind but the id, one that has no id, and one that is no object.</summary>
    IResponseBuilder OddPage(string id);

    /// <summary>The vendor has task templates of these names.</summary>
    void HasTaskTemplates(params string[] names);

    /// <summary>These clients have a task of a template that is named or numbered so.</summary>
    void HasTasks(params (string Template, string Client)[] tasks);
}
