using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Accounton.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class HelpAndStartPage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ClientsSeenAt",
                table: "Connections",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ArticleOpinions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Reader = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    IsUseful = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reasons = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Remark = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    GivenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticleOpinions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ArticleOpinions_GivenAt",
                table: "ArticleOpinions",
                column: "GivenAt");

            migrationBuilder.CreateIndex(
                name: "IX_ArticleOpinions_Slug_Language_Version_Reader",
                table: "ArticleOpinions",
                columns: new[] { "Slug", "Language", "Version", "Reader" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ArticleOpinions");

            migrationBuilder.DropColumn(
                name: "ClientsSeenAt",
                table: "Connections");
        }
    }
}
