using System.ComponentModel.DataAnnotations;

namespace Accounton.Jobs;

/// <summary>Section <c>Jobs</c>.</summary>
public sealed class JobsOptions
{
    public const string Section = "Jobs";

    /// <summary>Whether this process works on jobs; false makes a web-only node, which needs a server database.</summary>
    public bool RunServer { get; set; } = true;

    /// <summary>How many jobs at once; at least two, so that a big sync never keeps a small one waiting.</summary>
    [Range(2, 100)]
    public int Workers { get; set; } = Math.Max(4, Environment.ProcessorCount * 2);
}
