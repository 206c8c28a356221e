using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Accounton.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class KeepVersionsOfQuestionnaires : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Assignments_OfficeId_ClientId_TemplateId",
                table: "Assignments");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Templates");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "AnsweredAt",
                table: "Assignments",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ClosingDate",
                table: "Assignments",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            migrationBuilder.AddColumn<Guid>(
                name: "VersionId",
                table: "Assignments",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "TemplateVersions",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TemplateId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", nullable: false),
                    MadeAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TemplateVersions", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_TemplateVersions_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_TemplateVersions_Templates_OfficeId_TemplateId",
                        columns: x => new { x.OfficeId, x.TemplateId },
                        principalTable: "Templates",
                        principalColumns: new[] { "OfficeId", "Id" });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_OfficeId_ClientId_TemplateId_ClosingDate",
                table: "Assignments",
                columns: new[] { "OfficeId", "ClientId", "TemplateId", "ClosingDate" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_OfficeId_VersionId",
                table: "Assignments",
                columns: new[] { "OfficeId", "VersionId" });

            migrationBuilder.CreateIndex(
                name: "IX_TemplateVersions_OfficeId_TemplateId_Number",
                table: "TemplateVersions",
                columns: new[] { "OfficeId", "TemplateId", "Number" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Assignments_TemplateVersions_OfficeId_VersionId",
                table: "Assignments",
                columns: new[] { "OfficeId", "VersionId" },
                principalTable: "TemplateVersions",
                principalColumns: new[] { "OfficeId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Assignments_TemplateVersions_OfficeId_VersionId",
                table: "Assignments");

            migrationBuilder.DropTable(
                name: "TemplateVersions");

            migrationBuilder.DropIndex(
                name: "IX_Assignments_OfficeId_ClientId_TemplateId_ClosingDate",
                table: "Assignments");

            migrationBuilder.DropIndex(
                name: "IX_Assignments_OfficeId_VersionId",
                table: "Assignments");

            migrationBuilder.DropColumn(
                name: "AnsweredAt",
                table: "Assignments");

            migrationBuilder.DropColumn(
                name: "ClosingDate",
                table: "Assignments");

            migrationBuilder.DropColumn(
                name: "VersionId",
                table: "Assignments");

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Templates",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_OfficeId_ClientId_TemplateId",
                table: "Assignments",
                columns: new[] { "OfficeId", "ClientId", "TemplateId" },
                unique: true);
        }
    }
}
