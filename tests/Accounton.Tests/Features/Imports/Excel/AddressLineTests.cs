using Accounton.Features.Imports.Excel.Reading;
using CsCheck;

namespace Accounton.Tests.Features.Imports.Excel;

public sealed class AddressLineTests
{
    [Theory]
    [InlineData("Kerkstraat 12", "Kerkstraat", "12", null)]
    [InlineData("Lange Leemstraat 12A bus 3", "Lange Leemstraat", "12A", "3")]
    [InlineData("Lange  Leemstraat 12 A", "Lange Leemstraat", "12A", null)]
    [InlineData("Rue de la Loi, 16 bte 4B", "Rue de la Loi", "16", "4B")]
    [InlineData("Kerkstraat 12/3", "Kerkstraat", "12", "3")]
    [InlineData("Kerkstraat 12 b. 3", "Kerkstraat", "12", "3")]
    [InlineData("Kerkstraat 12-14", "Kerkstraat", "12-14", null)]
    [InlineData("Avenue du 11 Novembre 5", "Avenue du 11 Novembre", "5", null)]
    [InlineData("Place du 4 Août 12 boîte 2.1", "Place du 4 Août", "12", "2.1")]
    [InlineData("12, rue de la Loi", "rue de la Loi", "12", null)]
    [InlineData("Chaussée de Wavre n° 120", "Chaussée de Wavre", "120", null)]
    [InlineData("Kerkstraat 12bis", "Kerkstraat", "12bis", null)]
    [InlineData("Kerkstraat", "Kerkstraat", null, null)]
    [InlineData("Zone Industrielle 4 Hall B", "Zone Industrielle 4 Hall B", null, null)]
    [InlineData("1 Meistraat", "1 Meistraat", null, null)]
    [InlineData("12", "12", null, null)]
    public void Split_line_findsTheNumberAndTheBox(string line, string street, string? number, string? box) =>
        Assert.Equal((street, number, box), AddressLine.Split(line));

    [Fact]
    public void Split_joined_givesThePartsBack() => Gen.Select(
            OneOf("Kerkstraat", "Avenue du 11 Novembre", "Rue de l'Église", "Sint-Jansplein"),
            Gen.Int[1, 9999],
            OneOf("", "A", "B"),
            OneOf<string?>(null, "3", "B12", "0.1"))
        .Sample((street, number, letter, box) =>
            Assert.Equal((street, $"{number}{letter}", box), AddressLine.Split(AddressLine.Join(street, $"{number}{letter}", box)!)));

    [Fact]
    public void Split_anything_losesNoLetterAndTakesNoTime() => Gen.String[Gen.Char["ab 1,/-.bus n°é"], 0, 60].Sample(line =>
    {
        var (street, number, box) = AddressLine.Split(line);
        var kept = $"{street}{number}{box}".Count(char.IsAsciiDigit);
        Assert.Equal(line.Count(char.IsAsciiDigit), kept);
    });

    private static Gen<T> OneOf<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(i => all[i]);
}
