using Accounton.Tenancy;

namespace Accounton.Tests.Tenancy;

public sealed class CurrentOfficeTests
{
    private static readonly Guid One = Guid.NewGuid();

    [Fact]
    public void Id_beforeItIsSet_fails() => Assert.Throws<OfficeNotSetException>(() => new CurrentOffice().Id);

    [Fact]
    public void Use_twiceTheSame_isFine()
    {
        var office = new CurrentOffice();
        office.Use(One);
        office.Use(One);
        Assert.Equal(One, office.Id);
    }

    [Fact]
    public void Use_ofAnotherOne_isRefusedAndTheFirstStays()
    {
        var office = new CurrentOffice();
        office.Use(One);
        Assert.Throws<TenancyException>(() => office.Use(Guid.NewGuid()));
        Assert.Equal(One, office.Id);
    }

    [Fact]
    public void Use_ofNoOffice_isRefused()
    {
        var office = new CurrentOffice();
        Assert.Throws<TenancyException>(() => office.Use(Guid.Empty));
        Assert.False(office.IsSet);
    }
}
