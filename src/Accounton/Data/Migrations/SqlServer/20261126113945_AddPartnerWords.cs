using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Accounton.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddPartnerWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Start1_SortName_ClientId",
                table: "ClientWords");

            migrationBuilder.DropIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Start2_SortName_ClientId",
                table: "ClientWords");

            migrationBuilder.DropIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Start3_SortName_ClientId",
                table: "ClientWords");

            migrationBuilder.DropIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Word_SortName_ClientId",
                table: "ClientWords");

            migrationBuilder.AddColumn<string>(
                name: "PartnerWords",
                table: "ClientWords",
                type: "nvarchar(200)",
                maxLength: 200,
                nullable: false,
                defaultValue: "",
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.CreateIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Start1_SortName_ClientId_PartnerWords",
                table: "ClientWords",
                columns: new[] { "OfficeId", "IsArchived", "Start1", "SortName", "ClientId", "PartnerWords" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Start2_SortName_ClientId_PartnerWords",
                table: "ClientWords",
                columns: new[] { "OfficeId", "IsArchived", "Start2", "SortName", "ClientId", "PartnerWords" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Start3_SortName_ClientId_PartnerWords",
                table: "ClientWords",
                columns: new[] { "OfficeId", "IsArchived", "Start3", "SortName", "ClientId", "PartnerWords" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Word_SortName_ClientId_PartnerWords",
                table: "ClientWords",
                columns: new[] { "OfficeId", "IsArchived", "Word", "SortName", "ClientId", "PartnerWords" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Start1_SortName_ClientId_PartnerWords",
                table: "ClientWords");

            migrationBuilder.DropIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Start2_SortName_ClientId_PartnerWords",
                table: "ClientWords");

            migrationBuilder.DropIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Start3_SortName_ClientId_PartnerWords",
                table: "ClientWords");

            migrationBuilder.DropIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Word_SortName_ClientId_PartnerWords",
                table: "ClientWords");

            migrationBuilder.DropColumn(
                name: "PartnerWords",
                table: "ClientWords");

            migrationBuilder.CreateIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Start1_SortName_ClientId",
                table: "ClientWords",
                columns: new[] { "OfficeId", "IsArchived", "Start1", "SortName", "ClientId" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Start2_SortName_ClientId",
                table: "ClientWords",
                columns: new[] { "OfficeId", "IsArchived", "Start2", "SortName", "ClientId" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Start3_SortName_ClientId",
                table: "ClientWords",
                columns: new[] { "OfficeId", "IsArchived", "Start3", "SortName", "ClientId" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Word_SortName_ClientId",
                table: "ClientWords",
                columns: new[] { "OfficeId", "IsArchived", "Word", "SortName", "ClientId" });
        }
    }
}
