using System.Text.Json;
using Accounton.Vendors;
using Accounton.Vendors.Syneton;

namespace Accounton.Tests.Vendors.Syneton;

public sealed class SynetonMappingTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Fact]
    public void Person_isReadWhole()
    {
        var client = Map(
            """
            {"CustomerId":12,"CustCode":"P012","Name":"Peeters","Firstname":"An",
            "IsCompany":0,"IsActive":1,"CustomerCrmType":"Customer","Language":"NL",
            "DateOfBirth":"1985-07-30T00:00:00","Email":"an@test.be","Phone":"09 123 45 67",
            "Mobile":"0470 12 34 56","VATNr":"0","SocialSecurityNumber":"85073003328"}
            """,
            """{"CustomerId":12,"StreetName":"Markt","HouseNr":"5","HouseBox":"2","""
                + """ "ZipCode":9000,"City":"Gent","CountryCode":"BE","Street1":"Markt 5 bus 2"}""",
            """{"EmployeeId":7,"Name":"Claes","Firstname":"Bo","WorkEmail":"bo@kantoor.test"}""")!;

        Assert.Equal("85073003328", client.NationalNumber!.Reveal());
        Assert.Equal(
            new ClientRecord
            {
                Id = "12", CallId = "12", Code = "P012", Status = ClientStatus.Customer,
                Type = ClientType.Person, FirstName = "An", LastName = "Peeters",
                Language = "nl", BirthDate = new(1985, 7, 30), Email = "an@test.be", Phone = "09 123 45 67", Mobile = "0470 12 34 56",
                NationalNumber = client.NationalNumber, Street = "Markt", HouseNumber = "5",
                Box = "2", PostalCode = "9000", City = "Gent", Country = "BE",
                ResponsibleName = "Bo Claes", ResponsibleEmail = "bo@kantoor.test",
            },
            client);
    }

    [Theory]
    [InlineData("""{"CustomerId":1,"IsCompany":true,"VATNr":"BE0123456749"}""", ClientType.Company)]
    [InlineData("""{"CustomerId":1,"IsCompany":"1"}""", ClientType.Company)]
    [InlineData("""{"CustomerId":1,"IsCompany":false,"VATNr":"BE0123456749"}""", ClientType.SoleProprietor)]
    [InlineData("""{"CustomerId":1,"VATNr":"BE0123456749"}""", ClientType.SoleProprietor)]
    [InlineData("""{"CustomerId":1,"VATNr":0}""", ClientType.Person)]
    [InlineData("""{"CustomerId":1,"VATNr":"0"}""", ClientType.Person)]
    [InlineData("""{"CustomerId":1,"VATNr":"BTW-nummer in aanvraag"}""", ClientType.Person)]
    [InlineData("""{"CustomerId":1}""", ClientType.Person)]
    public void Type_followsFromCompanyAndVatNumber(string customer, ClientType type) => Assert.Equal(type, Map(customer)!.Type);

    [Theory]
    [InlineData("""{"CustomerId":1}""", ClientStatus.Customer)]
    [InlineData("""{"CustomerId":1,"CustomerCrmType":0,"DisabledDate":0,"IsActive":null}""", ClientStatus.Customer)]
    [InlineData("""{"CustomerId":1,"DisabledDate":"2026-03-10T00:00:00"}""", ClientStatus.Customer)]
    [InlineData("""{"CustomerId":1,"DisabledDate":"2026-03-09T00:00:00"}""", ClientStatus.Inactive)]
    [InlineData("""{"CustomerId":1,"IsActive":0}""", ClientStatus.Inactive)]
    [InlineData("""{"CustomerId":1,"IsActive":false}""", ClientStatus.Inactive)]
    [InlineData("""{"CustomerId":1,"CustomerCrmType":"Prospect","IsActive":0}""", ClientStatus.Prospect)]
    [InlineData("""{"CustomerId":1,"CustomerCrmType":" prospect "}""", ClientStatus.Prospect)]
    public void Status_followsFromTypeActivityAndDate(string customer, ClientStatus status) => Assert.Equal(status, Map(customer)!.Status);

    [Fact]
    public void Company_hasOneName()
    {
        var client = Map("""{"CustomerId":1,"IsCompany":1,"Name":"Bakkerij bv","Firstname":"An","CommercialName":"Het Brood"}""")!;

        Assert.Equal((null, null, "Bakkerij bv"), (client.FirstName, client.LastName, client.CompanyName));
    }

    [Fact]
    public void SoleProprietor_hasATradeName()
    {
        var client = Map("""{"CustomerId":1,"Name":"Peeters","Firstname":"An","CommercialName":"Het Brood","VATNr":"BE 0123.456.749"}""")!;

        Assert.Equal(
            ("An", "Peeters", "Het Brood", "BE 0123.456.749"),
            (client.FirstName, client.LastName, client.CompanyName, client.EnterpriseNumber));
    }

    [Fact]
    public void ZeroAndBlank_areNothingAndOtherTextStaysAsItIs()
    {
        var client = Map(
            """{"CustomerId":1,"CustCode":0,"Name":" Peeters ","Firstname":"0","""
                + """ "Email":"  ","Phone":"","Mobile":"0","SocialSecurityNumber":"0","Language":0}""",
            """{"CustomerId":1,"StreetName":"0","Street1":"Markt 5","HouseNr":0,"HouseBox":"0","City":" "}""")!;

        Assert.Equal(
            (" Peeters ", null, null, null, null, null),
            (client.LastName, client.FirstName, client.Email, client.Phone, client.Mobile, client.Code));
        Assert.Equal(("Markt 5", null, null, null), (client.Street, client.HouseNumber, client.Box, client.City));
        Assert.Null(client.NationalNumber);
        Assert.Null(client.Language);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"CustomerId":0}""")]
    [InlineData("""{"CustomerId":null,"Name":"x"}""")]
    [InlineData("""{"CustomerId":"abc"}""")]
    public void Customer_withoutAnId_isNoClient(string customer) => Assert.Null(Map(customer));

    private static ClientRecord? Map(string customer, string? address = null, string? employee = null) =>
        SynetonMapping.ToClient(Read<SynetonCustomer>(customer)!, Read<SynetonAddress>(address), Read<SynetonEmployee>(employee), Today);

    private static T? Read<T>(string? json)
        where T : class => json is null ? null : JsonSerializer.Deserialize<T>(json, TolerantJson.Options);
}
