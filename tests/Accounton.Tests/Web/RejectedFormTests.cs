using Accounton.Web;

namespace Accounton.Tests.Web;

public sealed class RejectedFormTests
{
    [Theory]
    [InlineData("Password", true)]
    [InlineData("Input.ApiKey", true)]
    [InlineData("apiKey", true)]
    [InlineData("Links[0].SecretValue", true)]
    [InlineData("Name", false)]
    [InlineData("Secret.Name", false)]
    public void IsSecret_byTheLastPartOfTheName(string name, bool secret) => Assert.Equal(secret, RejectedForm.IsSecret(name));
}
