using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Accounton.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class OperatorsPropose : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "AwaitsApproval",
                table: "Invitations",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "ByOperator",
                table: "Invitations",
                type: "bit",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AwaitsApproval",
                table: "Invitations");

            migrationBuilder.DropColumn(
                name: "ByOperator",
                table: "Invitations");
        }
    }
}
