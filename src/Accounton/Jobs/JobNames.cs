using System.Globalization;
using System.Reflection;
using Hangfire.Common;

namespace Accounton.Jobs;

/// <summary>What a job is called on the dashboard.</summary>
/// <param name="format">In English, with <c>{0}</c> for a short form of the id of the job's row.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class JobNameAttribute(string format) : Attribute
{
    public string Format { get; } = format;
}

/// <summary>Reads the jobs' names: each stands at its job.</summary>
public static class JobNames
{
    public static string Get(Job job) => job.Type.GetCustomAttribute<JobNameAttribute>() is { } name
        ? string.Format(CultureInfo.InvariantCulture, name.Format, Short(job.Args.OfType<Guid>().LastOrDefault()))
        : job.ToString();

    // The end of the id: ids made in the same moment begin alike.
    private static string Short(Guid id) => id.ToString("N")[^8..];
}
