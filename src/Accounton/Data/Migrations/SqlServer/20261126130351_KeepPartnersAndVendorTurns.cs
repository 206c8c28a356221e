using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Accounton.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class KeepPartnersAndVendorTurns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "PartnerAskedAt",
                table: "SourceClients",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "VendorTurns",
                columns: table => new
                {
                    Vendor = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Next = table.Column<long>(type: "bigint", nullable: false)
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
