using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Accounton.Data.Migrations.PostgreSql
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
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsUrgent",
                table: "PlatformMails",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "AboutId",
                table: "OutgoingMails",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Code",
                table: "OutgoingMails",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsUrgent",
                table: "OutgoingMails",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "OutgoingMails",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Answered",
                table: "Assignments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Asked",
                table: "Assignments",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "OpenedAt",
                table: "Assignments",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SentAt",
                table: "Assignments",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "SubmittedAt",
                table: "Assignments",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AnswerRepetitions",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Group = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    AddedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RemovedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
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
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Question = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    RepetitionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Value = table.Column<string>(type: "character varying(24000)", maxLength: 24000, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uuid", nullable: true)
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
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Asked = table.Column<int>(type: "integer", nullable: false),
                    AskedSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
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
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uuid", nullable: true)
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
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AnswerId = table.Column<Guid>(type: "uuid", nullable: false),
                    WriteId = table.Column<Guid>(type: "uuid", nullable: false),
                    BaseVersion = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: true),
                    MetVersion = table.Column<int>(type: "integer", nullable: true),
                    Value = table.Column<string>(type: "character varying(24000)", maxLength: 24000, nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uuid", nullable: true)
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
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uuid", nullable: false),
                    SecretHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    KnownUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    CodeHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    CodeExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    CodeTries = table.Column<int>(type: "integer", nullable: false)
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
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uuid", nullable: false),
                    TokenHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    WithdrawnAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
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
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SubmissionId = table.Column<Guid>(type: "uuid", nullable: false),
                    AnswerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
