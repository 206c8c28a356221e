using System.Reflection;
using Accounton.Features.Settings.Integrations;
using Accounton.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Routing;

namespace Accounton.Tests.Web;

public sealed class FeatureViewsTests
{
    [Fact]
    public void View_ofAController_isBesideItFirst()
    {
        var options = new RazorViewEngineOptions();
        FeatureViews.Configure(options);
        var action = new ControllerActionDescriptor { ControllerTypeInfo = typeof(ConnectionController).GetTypeInfo() };
        var context = new ViewLocationExpanderContext(
            new ActionContext(new DefaultHttpContext(), new RouteData(), action), "Details", "Connection", null, null, isMainPage: true)
        {
            Values = new Dictionary<string, string?>(),
        };
        var expander = Assert.Single(options.ViewLocationExpanders);

        expander.PopulateValues(context);

        Assert.Equal(
            ["/Features/Settings/Integrations/{0}.cshtml", "/Features/Settings/{0}.cshtml", "/Features/Shared/{0}.cshtml"],
            expander.ExpandViewLocations(context, options.ViewLocationFormats));
    }
}
