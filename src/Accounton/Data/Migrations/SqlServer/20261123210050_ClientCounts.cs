using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Accounton.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ClientCounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "GoneCount",
                table: "Connections",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "OtherCount",
                table: "Connections",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ProspectCount",
                table: "Connections",
                type: "int",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "GoneCount",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "OtherCount",
                table: "Connections");

            migrationBuilder.DropColumn(
                name: "ProspectCount",
                table: "Connections");
        }
    }
}
