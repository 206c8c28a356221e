using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Accounton.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddAnswering : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Code",
                table: "PlatformMails",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsUrgent",
                table: "PlatformMails",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "AboutId",
                table: "OutgoingMails",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Code",
                table: "OutgoingMails",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsUrgent",
                table: "OutgoingMails",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "OutgoingMails",
                type: "nvarchar(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Answered",
                table: "Assignments",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Asked",
                table: "Assignments",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "OpenedAt",
                table: "Assignments",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SentAt",
                table: "Assignments",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SubmittedAt",
                table: "Assignments",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AnswerRepetitions",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Group = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    AddedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    RemovedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AnswerRepetitions", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_AnswerRepetitions_Assignments_OfficeId_AssignmentId",
                        columns: x => new { x.OfficeId, x.AssignmentId },
                        principalTable: "Assignments",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_AnswerRepetitions_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Answers",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Question = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RepetitionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Person = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    Value = table.Column<string>(type: "nvarchar(max)", maxLength: 24000, nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Answers", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_Answers_Assignments_OfficeId_AssignmentId",
                        columns: x => new { x.OfficeId, x.AssignmentId },
                        principalTable: "Assignments",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_Answers_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Respondents",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Person = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    Language = table.Column<string>(type: "nvarchar(2)", maxLength: 2, nullable: false),
                    Email = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    Asked = table.Column<int>(type: "int", nullable: false),
                    AskedSince = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Respondents", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_Respondents_Assignments_OfficeId_AssignmentId",
                        columns: x => new { x.OfficeId, x.AssignmentId },
                        principalTable: "Assignments",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_Respondents_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Submissions",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Submissions", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_Submissions_Assignments_OfficeId_AssignmentId",
                        columns: x => new { x.OfficeId, x.AssignmentId },
                        principalTable: "Assignments",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_Submissions_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "AnswerChanges",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AnswerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    WriteId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    BaseVersion = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: true),
                    MetVersion = table.Column<int>(type: "int", nullable: true),
                    Value = table.Column<string>(type: "nvarchar(max)", maxLength: 24000, nullable: true),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AnswerChanges", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_AnswerChanges_Answers_OfficeId_AnswerId",
                        columns: x => new { x.OfficeId, x.AnswerId },
                        principalTable: "Answers",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_AnswerChanges_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RespondentDevices",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SecretHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    KnownUntil = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    CodeHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: true),
                    CodeExpiresAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    CodeTries = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RespondentDevices", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_RespondentDevices_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_RespondentDevices_Respondents_OfficeId_RespondentId",
                        columns: x => new { x.OfficeId, x.RespondentId },
                        principalTable: "Respondents",
                        principalColumns: new[] { "OfficeId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "RespondentLinks",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    TokenHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RespondentLinks", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_RespondentLinks_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_RespondentLinks_Respondents_OfficeId_RespondentId",
                        columns: x => new { x.OfficeId, x.RespondentId },
                        principalTable: "Respondents",
                        principalColumns: new[] { "OfficeId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "SubmittedAnswers",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AnswerId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubmittedAnswers", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_SubmittedAnswers_Answers_OfficeId_AnswerId",
                        columns: x => new { x.OfficeId, x.AnswerId },
                        principalTable: "Answers",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_SubmittedAnswers_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SubmittedAnswers_Submissions_OfficeId_SubmissionId",
                        columns: x => new { x.OfficeId, x.SubmissionId },
                        principalTable: "Submissions",
                        principalColumns: new[] { "OfficeId", "Id" });
                });

            migrationBuilder.CreateIndex(
                name: "IX_AnswerChanges_OfficeId_AnswerId_WriteId",
                table: "AnswerChanges",
                columns: new[] { "OfficeId", "AnswerId", "WriteId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AnswerRepetitions_OfficeId_AssignmentId",
                table: "AnswerRepetitions",
                columns: new[] { "OfficeId", "AssignmentId" });

            migrationBuilder.CreateIndex(
                name: "IX_Answers_OfficeId_AssignmentId_Question_RepetitionId_Person",
                table: "Answers",
                columns: new[] { "OfficeId", "AssignmentId", "Question", "RepetitionId", "Person" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RespondentDevices_OfficeId_RespondentId_SecretHash",
                table: "RespondentDevices",
                columns: new[] { "OfficeId", "RespondentId", "SecretHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RespondentLinks_OfficeId_RespondentId",
                table: "RespondentLinks",
                columns: new[] { "OfficeId", "RespondentId" });

            migrationBuilder.CreateIndex(
                name: "IX_RespondentLinks_TokenHash",
                table: "RespondentLinks",
                column: "TokenHash");

            migrationBuilder.CreateIndex(
                name: "IX_Respondents_Id",
                table: "Respondents",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "IX_Respondents_OfficeId_AssignmentId_Person",
                table: "Respondents",
                columns: new[] { "OfficeId", "AssignmentId", "Person" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Submissions_OfficeId_AssignmentId_Number",
                table: "Submissions",
                columns: new[] { "OfficeId", "AssignmentId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SubmittedAnswers_OfficeId_AnswerId",
                table: "SubmittedAnswers",
                columns: new[] { "OfficeId", "AnswerId" });

            migrationBuilder.CreateIndex(
                name: "IX_SubmittedAnswers_OfficeId_SubmissionId",
                table: "SubmittedAnswers",
                columns: new[] { "OfficeId", "SubmissionId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AnswerChanges");

            migrationBuilder.DropTable(
                name: "AnswerRepetitions");

            migrationBuilder.DropTable(
                name: "RespondentDevices");

            migrationBuilder.DropTable(
                name: "RespondentLinks");

            migrationBuilder.DropTable(
                name: "SubmittedAnswers");

            migrationBuilder.DropTable(
                name: "Respondents");

            migrationBuilder.DropTable(
                name: "Answers");

            migrationBuilder.DropTable(
                name: "Submissions");

            migrationBuilder.DropColumn(
                name: "Code",
                table: "PlatformMails");

            migrationBuilder.DropColumn(
                name: "IsUrgent",
                table: "PlatformMails");

            migrationBuilder.DropColumn(
                name: "AboutId",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "Code",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "IsUrgent",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "OutgoingMails");

            migrationBuilder.DropColumn(
                name: "Answered",
                table: "Assignments");

            migrationBuilder.DropColumn(
                name: "Asked",
                table: "Assignments");

            migrationBuilder.DropColumn(
                name: "OpenedAt",
                table: "Assignments");

            migrationBuilder.DropColumn(
                name: "SentAt",
                table: "Assignments");

            migrationBuilder.DropColumn(
                name: "SubmittedAt",
                table: "Assignments");
        }
    }
}
