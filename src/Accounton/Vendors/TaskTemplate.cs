namespace Accounton.Vendors;

/// <summary>A task template of the vendor.</summary>
public sealed record TaskTemplate(string Id, string Name);
