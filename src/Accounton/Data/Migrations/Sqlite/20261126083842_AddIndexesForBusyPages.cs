using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Accounton.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddIndexesForBusyPages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AuditEvents_OfficeId_At",
                table: "AuditEvents");

            migrationBuilder.DropIndex(
                name: "IX_Assignments_OfficeId_BatchId",
                table: "Assignments");

            migrationBuilder.CreateIndex(
                name: "IX_SourceClients_OfficeId_ConnectionId_FetchedAt",
                table: "SourceClients",
                columns: new[] { "OfficeId", "ConnectionId", "FetchedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_SourceClients_OfficeId_ConnectionId_GoneSince",
                table: "SourceClients",
                columns: new[] { "OfficeId", "ConnectionId", "GoneSince" },
                filter: "\"GoneSince\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SourceClients_OfficeId_ConnectionId_NationalNumberAskedAt",
                table: "SourceClients",
                columns: new[] { "OfficeId", "ConnectionId", "NationalNumberAskedAt" },
                filter: "\"NationalNumberAskedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_OfficeId_At_Id",
                table: "AuditEvents",
                columns: new[] { "OfficeId", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_OfficeId_Type_At_Id",
                table: "AuditEvents",
                columns: new[] { "OfficeId", "Type", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_OfficeId_UserId_At_Id",
                table: "AuditEvents",
                columns: new[] { "OfficeId", "UserId", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_OfficeId_BatchId",
                table: "Assignments",
                columns: new[] { "OfficeId", "BatchId" },
                filter: "\"BatchId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_SourceClients_OfficeId_ConnectionId_FetchedAt",
                table: "SourceClients");

            migrationBuilder.DropIndex(
                name: "IX_SourceClients_OfficeId_ConnectionId_GoneSince",
                table: "SourceClients");

            migrationBuilder.DropIndex(
                name: "IX_SourceClients_OfficeId_ConnectionId_NationalNumberAskedAt",
                table: "SourceClients");

            migrationBuilder.DropIndex(
                name: "IX_AuditEvents_OfficeId_At_Id",
                table: "AuditEvents");

            migrationBuilder.DropIndex(
                name: "IX_AuditEvents_OfficeId_Type_At_Id",
                table: "AuditEvents");

            migrationBuilder.DropIndex(
                name: "IX_AuditEvents_OfficeId_UserId_At_Id",
                table: "AuditEvents");

            migrationBuilder.DropIndex(
                name: "IX_Assignments_OfficeId_BatchId",
                table: "Assignments");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_OfficeId_At",
                table: "AuditEvents",
                columns: new[] { "OfficeId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_OfficeId_BatchId",
                table: "Assignments",
                columns: new[] { "OfficeId", "BatchId" });
        }
    }
}
