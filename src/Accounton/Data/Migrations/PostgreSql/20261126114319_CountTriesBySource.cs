using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Accounton.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class CountTriesBySource : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_SignInTries",
                table: "SignInTries");

            migrationBuilder.RenameColumn(
                name: "Failures",
                table: "SignInTries",
                newName: "Tries");

            migrationBuilder.RenameColumn(
                name: "EmailHash",
                table: "SignInTries",
                newName: "SourceHash");

            migrationBuilder.AddColumn<byte[]>(
                name: "AccountHash",
                table: "SignInTries",
                type: "bytea",
                maxLength: 32,
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddPrimaryKey(
                name: "PK_SignInTries",
                table: "SignInTries",
                columns: new[] { "AccountHash", "SourceHash" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_SignInTries",
                table: "SignInTries");

            migrationBuilder.DropColumn(
                name: "AccountHash",
                table: "SignInTries");

            migrationBuilder.RenameColumn(
                name: "Tries",
                table: "SignInTries",
                newName: "Failures");

            migrationBuilder.RenameColumn(
                name: "SourceHash",
                table: "SignInTries",
                newName: "EmailHash");

            migrationBuilder.AddPrimaryKey(
                name: "PK_SignInTries",
                table: "SignInTries",
                column: "EmailHash");
        }
    }
}
