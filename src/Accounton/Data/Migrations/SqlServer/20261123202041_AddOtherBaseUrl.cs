using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Accounton.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddOtherBaseUrl : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "OtherBaseUrl",
                table: "Connections",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "OtherBaseUrl",
                table: "Connections");
        }
    }
}
