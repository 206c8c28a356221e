using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Accounton.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class KeepPartnersAndVendorTurns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "PartnerAskedAt",
                table: "SourceClients",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "VendorTurns",
                columns: table => new
                {
                    Vendor = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Next = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VendorTurns", x => x.Vendor);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "VendorTurns");

            migrationBuilder.DropColumn(
                name: "PartnerAskedAt",
                table: "SourceClients");
        }
    }
}
