using Accounton.Tests.Running;

namespace Accounton.BrowserTests.Pages;

public sealed class DashboardTests(Stage stage) : BrowserTest(stage)
{
    [Fact]
    public async Task Open_asTheOperator_showsTheJobsWithoutAComplaintOfTheBrowser()
    {
        var page = await SignInAsync(App.Operator);
        await page.GetByRole(AriaRole.Link, new() { Name = "Achtergrondtaken" }).ClickAsync();
        await Expect(page).ToHaveURLAsync("/jobs");
        await Expect(page.GetByText("Accounton").First).ToBeVisibleAsync();

        foreach (var part in new[] { "jobs/succeeded", "jobs/enqueued", "retries", "recurring", "servers" })
        {
            var answer = await page.GotoAsync($"/jobs/{part}");
            Assert.Equal(200, answer!.Status);
        }
    }

    [Fact]
    public async Task Open_asAnAdmin_isNotFound()
    {
        var office = await Stage.NewOfficeAsync();
        var page = await SignInAsync(office.Admin);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Achtergrondtaken" })).ToHaveCountAsync(0);

        var answer = await page.GotoAsync("/jobs");

        Assert.Equal(404, answer!.Status);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Pagina niet gevonden" })).ToBeVisibleAsync();
    }
}
