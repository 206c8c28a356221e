using System.Text.Json;
using Accounton.Vendors;
using Accounton.Vendors.AdminPulse;

namespace Accounton.Tests.Vendors.AdminPulse;

public sealed class AdminPulseMappingTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Fact]
    public void Person_isReadWhole()
    {
        var client = Map(
            """
            {"id":4711,"uniqueIdentifier":"ap-1","code":"P012",
            "name":"Peeters","displayName":"Peeters An","firstName":"An","language":"nl-BE","relationType":"Person",
            "status":"Customer","nationalNumber":"85.07.30-033.28","birthDate":"1985-07-30T00:00:00Z",
            "communicationChannels":[{"type":"email","value":"oud@test.be"},{"type":"email","value":"an@test.be","favorite":true},
            {"type":"mobile","value":"0470 12 34 56"},{"type":"phone","value":"09 123 45 67"}],
            "address":{"street":"Markt","houseNumber":5,"box":"2","postalCode":"9000","city":"Gent","countryCode":"BE"},
            "responsible":{"id":7,"name":"Bo Claes","email":"bo@kantoor.test"},
            "tos":[{"linkType":1,"uniqueIdentifier":"ap-9"},{"linkType":5,"uniqueIdentifier":"ap-2"},
            {"linkType":5,"uniqueIdentifier":"ap-3"}]}
            """)!;

        Assert.Equal("85073003328", client.NationalNumber!.Reveal());
        Assert.Equal(
            new ClientRecord
            {
                Id = "ap-1", CallId = "4711", Code = "P012", Status = ClientStatus.Customer,
                Type = ClientType.Person, FirstName = "An", LastName = "Peeters",
                Language = "nl", BirthDate = new(1985, 7, 30), Email = "an@test.be", Phone = "09 123 45 67", Mobile = "0470 12 34 56",
                NationalNumber = client.NationalNumber, Street = "Markt", HouseNumber = "5",
                Box = "2", PostalCode = "9000", City = "Gent", Country = "BE",
                PartnerId = "ap-2", ResponsibleName = "Bo Claes", ResponsibleEmail = "bo@kantoor.test",
            },
            client);
    }

    [Theory]
    [InlineData("""{"id":1,"relationType":"Company","firstName":"An"}""", ClientType.Company)]
    [InlineData("""{"id":1,"relationType":" COMPANY "}""", ClientType.Company)]
    [InlineData("""{"id":1,"relationType":"Sole proprietor"}""", ClientType.SoleProprietor)]
    [InlineData("""{"id":1,"relationType":"SoleProprietor","legalForm":"BV"}""", ClientType.SoleProprietor)]
    [InlineData("""{"id":1,"relationType":"Person","vatNumber":"BE0123456749"}""", ClientType.Person)]
    [InlineData("""{"id":1,"legalForm":"BV","firstName":"An"}""", ClientType.Company)]
    [InlineData("""{"id":1,"vatNumber":"BE0123456749"}""", ClientType.Company)]
    [InlineData("""{"id":1,"vatNumber":"BE0123456749","firstName":"An"}""", ClientType.Person)]
    [InlineData("""{"id":1,"vatNumber":"BTW-nummer in aanvraag"}""", ClientType.Person)]
    [InlineData("""{"id":1,"relationType":"Stichting","legalForm":"VZW"}""", ClientType.Company)]
    [InlineData("""{"id":1,"relationType":7}""", ClientType.Person)]
    [InlineData("""{"id":1}""", ClientType.Person)]
    public void Type_isWhatIsSaidOrWhatFollows(string relation, ClientType type) => Assert.Equal(type, Map(relation)!.Type);

    [Theory]
    [InlineData("""{"id":1}""", ClientStatus.Customer)]
    [InlineData("""{"id":1,"status":"customer"}""", ClientStatus.Customer)]
    [InlineData("""{"id":1,"status":2}""", ClientStatus.Customer)]
    [InlineData("""{"id":1,"status":"Prospect"}""", ClientStatus.Prospect)]
    [InlineData("""{"id":1,"status":"Own company"}""", ClientStatus.OwnCompany)]
    [InlineData("""{"id":1,"status":"OwnCompany"}""", ClientStatus.OwnCompany)]
    [InlineData("""{"id":1,"status":"Other"}""", ClientStatus.Other)]
    [InlineData("""{"id":1,"status":"Supplier"}""", ClientStatus.Other)]
    [InlineData("""{"id":1,"status":"Prospect","endDate":"2026-03-09"}""", ClientStatus.Ended)]
    [InlineData("""{"id":1,"endDate":"2026-03-10"}""", ClientStatus.Customer)]
    [InlineData("""{"id":1,"endDate":"2027-01-01"}""", ClientStatus.Customer)]
    [InlineData("""{"id":1,"endDate":"0001-01-01T00:00:00"}""", ClientStatus.Customer)]
    public void Status_isWhatIsSaidUnlessTheRelationEnded(string relation, ClientStatus status) =>
        Assert.Equal(status, Map(relation)!.Status);

    [Theory]
    [InlineData("""{"id":1,"relationType":"Company","name":"Bakkerij bv","displayName":"Brood","firstName":"An"}""", "Bakkerij bv")]
    [InlineData("""{"id":1,"relationType":"Company","name":" ","displayName":"Brood"}""", "Brood")]
    public void Company_hasOneName(string relation, string name)
    {
        var client = Map(relation)!;

        Assert.Equal((null, null, name), (client.FirstName, client.LastName, client.CompanyName));
    }

    [Theory]
    [InlineData("Het Brood", "Het Brood")]
    [InlineData("Peeters An", null)]
    [InlineData("An Peeters", null)]
    [InlineData("AN PEETERS ", null)]
    [InlineData("", null)]
    public void SoleProprietor_hasATradeNameUnlessItIsThePersons(string display, string? tradeName)
    {
        var client = Map($$"""{"id":1,"relationType":"Sole proprietor","name":"Peeters","firstName":"An","displayName":"{{display}}"}""")!;

        Assert.Equal(("An", "Peeters", tradeName), (client.FirstName, client.LastName, client.CompanyName));
    }

    [Theory]
    [InlineData("BE0123456749", "BE0123456749")]
    [InlineData(" 0123.456.749 ", " 0123.456.749 ")]
    [InlineData("BTW-nummer in aanvraag", null)]
    [InlineData("", null)]
    public void Placeholder_isNoVatNumber(string vat, string? number) =>
        Assert.Equal(number, Map($$"""{"id":1,"vatNumber":"{{vat}}"}""")!.EnterpriseNumber);

    [Fact]
    public void FirstChannel_thatHoldsSomething_isTakenWhenNoneIsFavourite() =>
        Assert.Equal("b@test.be", Map("""{"id":1,"communicationChannels":[{"type":"Email","value":" ","favorite":true},null,"""
            + """{"type":"E-mail","value":"b@test.be"},{"type":"email","value":"c@test.be"}]}""")!.Email);

    [Fact]
    public void IdForCalls_standsInForAMissingOne()
    {
        Assert.Equal(("5", "5"), (Map("""{"id":5}""")!.Id, Map("""{"id":5}""")!.CallId));
        Assert.Equal(("u", "u"), (Map("""{"uniqueIdentifier":"u"}""")!.Id, Map("""{"uniqueIdentifier":"u"}""")!.CallId));
        Assert.Null(Map("""{"name":"Nobody"}"""));
        Assert.Null(Map($$"""{"id":"{{new string('x', 65)}}"}"""));
    }

    [Fact]
    public void Blank_isNothingAndOtherTextStaysAsItIs()
    {
        var client = Map("""{"id":1,"name":" Peeters ","firstName":"","code":"  ","nationalNumber":"00000000000"}""")!;

        Assert.Equal((" Peeters ", null, null, null), (client.LastName, client.FirstName, client.Code, client.NationalNumber));
    }

    private static ClientRecord? Map(string relation) =>
        AdminPulseMapping.ToClient(JsonSerializer.Deserialize<AdminPulseRelation>(relation, TolerantJson.Options)!, Today);
}
