using Accounton.Benchmarks;

// dotnet run --project tests/Accounton.Benchmarks -p:Optimize=true [-- name …]
// (Debug, because only that has the demo data and the sandbox; Optimize, because a figure is about optimised code)
// Prints each figure as a ratio of medians, taken in turn in one run, beside its bar. Nothing fails on a figure.
var benchmarks = new (string Name, Func<Task> Run)[]
{
    ("first-sync", FirstSync.RunAsync),
    ("sync-again", SyncAgain.RunAsync),
    ("read-workbook", ReadWorkbook.RunAsync),
    ("clients-page", ClientsPage.RunAsync),
    ("board", BoardPages.RunAsync),
    ("compare", Comparing.RunAsync),
    ("apply", Applying.RunAsync),
    ("overview", OverviewPages.RunAsync),
    ("upload", Uploading.RunAsync),
    ("files", ClientFiles.RunAsync),
};

foreach (var (name, run) in benchmarks.Where(b => args.Length == 0 || args.Contains(b.Name)))
{
    Console.WriteLine($"== {name}");
    await run();
}
