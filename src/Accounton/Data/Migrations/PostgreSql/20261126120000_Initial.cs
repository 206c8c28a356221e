using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Accounton.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ArticleOpinions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Slug = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Reader = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    IsUseful = table.Column<bool>(type: "boolean", nullable: false),
                    Reasons = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    Remark = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    GivenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticleOpinions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuthorizationAttempts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ClaimedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Outcome = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuthorizationAttempts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    FriendlyName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Xml = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Offices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    KeysVersion = table.Column<int>(type: "integer", nullable: false),
                    SuspendedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    MembersVersion = table.Column<int>(type: "integer", nullable: false),
                    EnterpriseNumber = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    Street = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    PostalCode = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    City = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    TimeZone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    ContactEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    ContactPhone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    SenderName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    ReplyTo = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    Colour = table.Column<string>(type: "character varying(7)", maxLength: 7, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Offices", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PersonalLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Purpose = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    TokenHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: true),
                    NewEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    UsedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonalLinks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PlatformMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    To = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Body = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    Link = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Code = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    IsUrgent = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    ClaimId = table.Column<Guid>(type: "uuid", nullable: true),
                    NotBefore = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Fault = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlatformMails", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SignInTries",
                columns: table => new
                {
                    AccountHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    SourceHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignInTries", x => new { x.AccountHash, x.SourceHash });
                });

            migrationBuilder.CreateTable(
                name: "Users",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true),
                    IsOperator = table.Column<bool>(type: "boolean", nullable: false),
                    UserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordHash = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    SecurityStamp = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    PhoneNumber = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Users", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "VendorTurns",
                columns: table => new
                {
                    Vendor = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Next = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VendorTurns", x => x.Vendor);
                });

            migrationBuilder.CreateTable(
                name: "AuditEvents",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: true),
                    UserName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Type = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Details = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEvents", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_AuditEvents_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ClientMailSettings",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ReminderWeeks = table.Column<int>(type: "integer", nullable: true),
                    RemindUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    InvitationNl = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    InvitationFr = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    InvitationEn = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    ReminderNl = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    ReminderFr = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    ReminderEn = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClientMailSettings", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_ClientMailSettings_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Clients",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    AddedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    IsArchived = table.Column<bool>(type: "boolean", nullable: false),
                    ArchiveReason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    MergedIntoId = table.Column<Guid>(type: "uuid", nullable: true),
                    Type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    FirstName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    LastName = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true),
                    CompanyName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    Language = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Mobile = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Phone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Street = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true),
                    HouseNumber = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Box = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    PostalCode = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    City = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Country = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    BirthDate = table.Column<DateOnly>(type: "date", nullable: true),
                    NationalNumberCipher = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    NationalNumberHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    PartnerName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    PartnerNationalNumberCipher = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    PartnerNationalNumberHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    EnterpriseNumber = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    ResponsibleName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ResponsibleEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    SortName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    NameWords = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    EmailKey = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Clients", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_Clients_Clients_OfficeId_MergedIntoId",
                        columns: x => new { x.OfficeId, x.MergedIntoId },
                        principalTable: "Clients",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_Clients_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Connections",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Vendor = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    State = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    WasActive = table.Column<bool>(type: "boolean", nullable: false),
                    AccountId = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    AccountName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    BaseUrl = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    LinkedById = table.Column<Guid>(type: "uuid", nullable: true),
                    LinkedByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    LinkedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AccessToken = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    RefreshToken = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    AccessTokenExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RefreshClaim = table.Column<Guid>(type: "uuid", nullable: true),
                    RefreshClaimUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ClientCount = table.Column<int>(type: "integer", nullable: false),
                    ProspectCount = table.Column<int>(type: "integer", nullable: false),
                    OtherCount = table.Column<int>(type: "integer", nullable: false),
                    GoneCount = table.Column<int>(type: "integer", nullable: false),
                    LastSyncAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ClientsSeenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    NextSyncAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    LastFault = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    LastFaultAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FailuresInARow = table.Column<int>(type: "integer", nullable: false),
                    HeldMissing = table.Column<int>(type: "integer", nullable: true),
                    HeldForOtherAccount = table.Column<bool>(type: "boolean", nullable: false),
                    MissingConfirmed = table.Column<bool>(type: "boolean", nullable: false),
                    OtherAccountId = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    OtherAccountName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    OtherBaseUrl = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    OtherAccessToken = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    OtherRefreshToken = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: true),
                    OtherExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Connections", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_Connections_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Invitations",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    TokenHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    ByOperator = table.Column<bool>(type: "boolean", nullable: false),
                    AwaitsApproval = table.Column<bool>(type: "boolean", nullable: false),
                    InvitedByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    MailedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ExpiresAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invitations", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_Invitations_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "OfficeKeys",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    WrappedDataKey = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    WrappedHashKey = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficeKeys", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_OfficeKeys_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "OfficeLogos",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ContentType = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Bytes = table.Column<byte[]>(type: "bytea", maxLength: 204800, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OfficeLogos", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_OfficeLogos_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Templates",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    IncomeYear = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Templates", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_Templates_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Memberships",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Memberships", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_Memberships_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Memberships_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Sessions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    SecurityStamp = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: true),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    LastSeenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Source = table.Column<string>(type: "character varying(45)", maxLength: 45, nullable: false),
                    Agent = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sessions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Sessions_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    ClaimType = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    ClaimValue = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UserClaims_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    UserId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_UserLogins_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "UserTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "uuid", nullable: false),
                    LoginProvider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_UserTokens_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ClientChanges",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Field = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Before = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    After = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    Origin = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: true),
                    ByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    BatchId = table.Column<Guid>(type: "uuid", nullable: true),
                    AssignmentId = table.Column<Guid>(type: "uuid", nullable: true),
                    Undo = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClientChanges", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_ClientChanges_Clients_OfficeId_ClientId",
                        columns: x => new { x.OfficeId, x.ClientId },
                        principalTable: "Clients",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_ClientChanges_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ClientWords",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: false),
                    Word = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Start1 = table.Column<string>(type: "character varying(1)", maxLength: 1, nullable: true, collation: "C"),
                    Start2 = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: true, collation: "C"),
                    Start3 = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: true, collation: "C"),
                    SortName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    PartnerWords = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    IsArchived = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClientWords", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_ClientWords_Clients_OfficeId_ClientId",
                        columns: x => new { x.OfficeId, x.ClientId },
                        principalTable: "Clients",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_ClientWords_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ClientLinks",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    VendorId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    LinkedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    BatchId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClientLinks", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_ClientLinks_Clients_OfficeId_ClientId",
                        columns: x => new { x.OfficeId, x.ClientId },
                        principalTable: "Clients",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_ClientLinks_Connections_OfficeId_ConnectionId",
                        columns: x => new { x.OfficeId, x.ConnectionId },
                        principalTable: "Connections",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_ClientLinks_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "SourceClients",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    VendorId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    CallId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Status = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    FirstName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    LastName = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true),
                    CompanyName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    Language = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Mobile = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Phone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Street = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true),
                    HouseNumber = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Box = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    PostalCode = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    City = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Country = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    BirthDate = table.Column<DateOnly>(type: "date", nullable: true),
                    NationalNumberCipher = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    NationalNumberHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    PartnerName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    PartnerNationalNumberCipher = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    PartnerNationalNumberHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    EnterpriseNumber = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    ResponsibleName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ResponsibleEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    SortName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    NameWords = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    EmailKey = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true, collation: "C"),
                    CutFields = table.Column<long>(type: "bigint", nullable: false),
                    PartnerVendorId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    ContentHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    NationalNumberAskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    NationalNumberApart = table.Column<bool>(type: "boolean", nullable: false),
                    PartnerAskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    MissingSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    GoneSince = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    FetchedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SourceClients", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_SourceClients_Connections_OfficeId_ConnectionId",
                        columns: x => new { x.OfficeId, x.ConnectionId },
                        principalTable: "Connections",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_SourceClients_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "SyncRuns",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ConnectionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    AskedById = table.Column<Guid>(type: "uuid", nullable: true),
                    AskedByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    AskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    NotBefore = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    FirstDataUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Phase = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Done = table.Column<int>(type: "integer", nullable: false),
                    Total = table.Column<int>(type: "integer", nullable: true),
                    NewCount = table.Column<int>(type: "integer", nullable: false),
                    ChangedCount = table.Column<int>(type: "integer", nullable: false),
                    UnchangedCount = table.Column<int>(type: "integer", nullable: false),
                    GoneCount = table.Column<int>(type: "integer", nullable: false),
                    SkippedCount = table.Column<int>(type: "integer", nullable: false),
                    ClaimId = table.Column<Guid>(type: "uuid", nullable: true),
                    LeaseUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    CancelAskedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Outcome = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Fault = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    IsBig = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SyncRuns", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_SyncRuns_Connections_OfficeId_ConnectionId",
                        columns: x => new { x.OfficeId, x.ConnectionId },
                        principalTable: "Connections",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_SyncRuns_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "BulkSendings",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TemplateId = table.Column<Guid>(type: "uuid", nullable: true),
                    State = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Due = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Mark = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Search = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    ClientState = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    ClientType = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Responsible = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    ReminderWeeks = table.Column<int>(type: "integer", nullable: true),
                    RemindUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    CreatedById = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Total = table.Column<int>(type: "integer", nullable: false),
                    Done = table.Column<int>(type: "integer", nullable: false),
                    Sent = table.Column<int>(type: "integer", nullable: false),
                    Last = table.Column<Guid>(type: "uuid", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    IsFailed = table.Column<bool>(type: "boolean", nullable: false),
                    ClaimId = table.Column<Guid>(type: "uuid", nullable: true),
                    LeaseUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BulkSendings", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_BulkSendings_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_BulkSendings_Templates_OfficeId_TemplateId",
                        columns: x => new { x.OfficeId, x.TemplateId },
                        principalTable: "Templates",
                        principalColumns: new[] { "OfficeId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "ImportBatches",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ConnectionId = table.Column<Guid>(type: "uuid", nullable: true),
                    FileName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Columns = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    TaskTemplates = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    TaskTemplateNames = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    State = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    CreatedById = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Done = table.Column<int>(type: "integer", nullable: false),
                    Total = table.Column<int>(type: "integer", nullable: true),
                    ClaimId = table.Column<Guid>(type: "uuid", nullable: true),
                    LeaseUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ComparedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Decisions = table.Column<int>(type: "integer", nullable: false),
                    TemplateId = table.Column<Guid>(type: "uuid", nullable: true),
                    ClosingTemplateId = table.Column<Guid>(type: "uuid", nullable: true),
                    ClosingDate = table.Column<DateOnly>(type: "date", nullable: true),
                    TemplateForKnown = table.Column<bool>(type: "boolean", nullable: false),
                    ResponsibleEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    ResponsibleName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    AppliedById = table.Column<Guid>(type: "uuid", nullable: true),
                    AppliedByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    AppliedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    AddedCount = table.Column<int>(type: "integer", nullable: false),
                    ChangedCount = table.Column<int>(type: "integer", nullable: false),
                    ArchivedCount = table.Column<int>(type: "integer", nullable: false),
                    LinkedCount = table.Column<int>(type: "integer", nullable: false),
                    AssignedCount = table.Column<int>(type: "integer", nullable: false),
                    FailedCount = table.Column<int>(type: "integer", nullable: false),
                    UndoneById = table.Column<Guid>(type: "uuid", nullable: true),
                    UndoneByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    UndoneAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RestoredCount = table.Column<int>(type: "integer", nullable: false),
                    LeftAloneCount = table.Column<int>(type: "integer", nullable: false),
                    Fault = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportBatches", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_ImportBatches_Connections_OfficeId_ConnectionId",
                        columns: x => new { x.OfficeId, x.ConnectionId },
                        principalTable: "Connections",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_ImportBatches_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_ImportBatches_Templates_OfficeId_ClosingTemplateId",
                        columns: x => new { x.OfficeId, x.ClosingTemplateId },
                        principalTable: "Templates",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_ImportBatches_Templates_OfficeId_TemplateId",
                        columns: x => new { x.OfficeId, x.TemplateId },
                        principalTable: "Templates",
                        principalColumns: new[] { "OfficeId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "TemplateDrafts",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TemplateId = table.Column<Guid>(type: "uuid", nullable: false),
                    Changes = table.Column<byte[]>(type: "bytea", nullable: false),
                    Stamp = table.Column<Guid>(type: "uuid", nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ChangedByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TemplateDrafts", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_TemplateDrafts_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_TemplateDrafts_Templates_OfficeId_TemplateId",
                        columns: x => new { x.OfficeId, x.TemplateId },
                        principalTable: "Templates",
                        principalColumns: new[] { "OfficeId", "Id" });
                });

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
                    Changes = table.Column<byte[]>(type: "bytea", nullable: true),
                    MadeAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    MadeByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
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

            migrationBuilder.CreateTable(
                name: "ImportLines",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    FirstLine = table.Column<int>(type: "integer", nullable: false),
                    Cells = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportLines", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_ImportLines_ImportBatches_OfficeId_BatchId",
                        columns: x => new { x.OfficeId, x.BatchId },
                        principalTable: "ImportBatches",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_ImportLines_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ImportRows",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    Group = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    LineNumber = table.Column<int>(type: "integer", nullable: true),
                    VendorId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    PartnerVendorId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    IsSplit = table.Column<bool>(type: "boolean", nullable: false),
                    SourceHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    PartnerSourceHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: false),
                    ClientVersion = table.Column<int>(type: "integer", nullable: true),
                    MatchedBy = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    NeedsLink = table.Column<bool>(type: "boolean", nullable: false),
                    IsArchived = table.Column<bool>(type: "boolean", nullable: false),
                    DifferentFields = table.Column<long>(type: "bigint", nullable: false),
                    ChosenFields = table.Column<long>(type: "bigint", nullable: false),
                    TypedFields = table.Column<long>(type: "bigint", nullable: false),
                    IsChosen = table.Column<bool>(type: "boolean", nullable: false),
                    Decision = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    DecidedId = table.Column<Guid>(type: "uuid", nullable: true),
                    Reasons = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: true),
                    DecidedById = table.Column<Guid>(type: "uuid", nullable: true),
                    DecidedByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Result = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Type = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    FirstName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    LastName = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true),
                    CompanyName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    Language = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Mobile = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Phone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Street = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: true),
                    HouseNumber = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Box = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    PostalCode = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    City = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Country = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    BirthDate = table.Column<DateOnly>(type: "date", nullable: true),
                    NationalNumberCipher = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    NationalNumberHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    PartnerName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    PartnerNationalNumberCipher = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    PartnerNationalNumberHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    EnterpriseNumber = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Code = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    ResponsibleName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ResponsibleEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    SortName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    NameWords = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    EmailKey = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportRows", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_ImportRows_ImportBatches_OfficeId_BatchId",
                        columns: x => new { x.OfficeId, x.BatchId },
                        principalTable: "ImportBatches",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_ImportRows_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Assignments",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TemplateId = table.Column<Guid>(type: "uuid", nullable: false),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: false),
                    VersionId = table.Column<Guid>(type: "uuid", nullable: true),
                    ClosingDate = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    AssignedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    AssignedById = table.Column<Guid>(type: "uuid", nullable: true),
                    AssignedByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    AnsweredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    MailTrouble = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    ReminderWeeks = table.Column<int>(type: "integer", nullable: true),
                    RemindUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    RemindOn = table.Column<DateOnly>(type: "date", nullable: true),
                    NextReminderAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    RemindedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    OpenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SubmittedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SentBackAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    OpenThreads = table.Column<int>(type: "integer", nullable: false),
                    MessageMailedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SortName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    ResponsibleEmail = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: true),
                    IsArchived = table.Column<bool>(type: "boolean", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Differences = table.Column<int>(type: "integer", nullable: false),
                    Answered = table.Column<int>(type: "integer", nullable: false),
                    Asked = table.Column<int>(type: "integer", nullable: false),
                    MissingDocuments = table.Column<int>(type: "integer", nullable: false),
                    LaterDocuments = table.Column<int>(type: "integer", nullable: false),
                    FirstLaterOn = table.Column<DateOnly>(type: "date", nullable: true),
                    BatchId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Assignments", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_Assignments_Clients_OfficeId_ClientId",
                        columns: x => new { x.OfficeId, x.ClientId },
                        principalTable: "Clients",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_Assignments_ImportBatches_OfficeId_BatchId",
                        columns: x => new { x.OfficeId, x.BatchId },
                        principalTable: "ImportBatches",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_Assignments_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Assignments_TemplateVersions_OfficeId_VersionId",
                        columns: x => new { x.OfficeId, x.VersionId },
                        principalTable: "TemplateVersions",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_Assignments_Templates_OfficeId_TemplateId",
                        columns: x => new { x.OfficeId, x.TemplateId },
                        principalTable: "Templates",
                        principalColumns: new[] { "OfficeId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "ImportTouches",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    RowId = table.Column<Guid>(type: "uuid", nullable: false),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: true),
                    OtherRowId = table.Column<Guid>(type: "uuid", nullable: true),
                    Why = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportTouches", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_ImportTouches_Clients_OfficeId_ClientId",
                        columns: x => new { x.OfficeId, x.ClientId },
                        principalTable: "Clients",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_ImportTouches_ImportRows_OfficeId_OtherRowId",
                        columns: x => new { x.OfficeId, x.OtherRowId },
                        principalTable: "ImportRows",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_ImportTouches_ImportRows_OfficeId_RowId",
                        columns: x => new { x.OfficeId, x.RowId },
                        principalTable: "ImportRows",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_ImportTouches_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

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
                    RespondentId = table.Column<Guid>(type: "uuid", nullable: true),
                    ByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    ReviewedVersion = table.Column<int>(type: "integer", nullable: true)
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
                name: "CorrectionRequests",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(24000)", maxLength: 24000, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: true),
                    MemberName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CorrectionRequests", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_CorrectionRequests_Assignments_OfficeId_AssignmentId",
                        columns: x => new { x.OfficeId, x.AssignmentId },
                        principalTable: "Assignments",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_CorrectionRequests_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "QuestionThreads",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Question = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    RepetitionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    IsLastFromClient = table.Column<bool>(type: "boolean", nullable: false),
                    ResolvedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ResolvedByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_QuestionThreads", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_QuestionThreads_Assignments_OfficeId_AssignmentId",
                        columns: x => new { x.OfficeId, x.AssignmentId },
                        principalTable: "Assignments",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_QuestionThreads_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RequestedDocuments",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Document = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    RepetitionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Statement = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    LaterOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Files = table.Column<int>(type: "integer", nullable: false),
                    Pictures = table.Column<int>(type: "integer", nullable: false),
                    JoinAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    JoinFailed = table.Column<bool>(type: "boolean", nullable: false),
                    ClaimId = table.Column<Guid>(type: "uuid", nullable: true),
                    LeaseUntil = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequestedDocuments", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_RequestedDocuments_Assignments_OfficeId_AssignmentId",
                        columns: x => new { x.OfficeId, x.AssignmentId },
                        principalTable: "Assignments",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_RequestedDocuments_Offices_OfficeId",
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
                    RespondentId = table.Column<Guid>(type: "uuid", nullable: true),
                    ByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
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
                name: "Uploads",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AssignmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Document = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    RepetitionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    State = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Place = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    Kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Chunks = table.Column<int>(type: "integer", nullable: false),
                    ContentHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: true),
                    Scan = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ScanFaults = table.Column<int>(type: "integer", nullable: false),
                    IsJoined = table.Column<bool>(type: "boolean", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uuid", nullable: true),
                    HandedInAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    DueAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Uploads", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_Uploads_Assignments_OfficeId_AssignmentId",
                        columns: x => new { x.OfficeId, x.AssignmentId },
                        principalTable: "Assignments",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_Uploads_Offices_OfficeId",
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
                    RespondentId = table.Column<Guid>(type: "uuid", nullable: true),
                    ByName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
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
                name: "CorrectionQuestions",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestId = table.Column<Guid>(type: "uuid", nullable: false),
                    Question = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    RepetitionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Person = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CorrectionQuestions", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_CorrectionQuestions_CorrectionRequests_OfficeId_RequestId",
                        columns: x => new { x.OfficeId, x.RequestId },
                        principalTable: "CorrectionRequests",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_CorrectionQuestions_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ThreadMessages",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ThreadId = table.Column<Guid>(type: "uuid", nullable: false),
                    WriteId = table.Column<Guid>(type: "uuid", nullable: false),
                    Text = table.Column<string>(type: "character varying(24000)", maxLength: 24000, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    RespondentId = table.Column<Guid>(type: "uuid", nullable: true),
                    MemberId = table.Column<Guid>(type: "uuid", nullable: true),
                    MemberName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ThreadMessages", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_ThreadMessages_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_ThreadMessages_QuestionThreads_OfficeId_ThreadId",
                        columns: x => new { x.OfficeId, x.ThreadId },
                        principalTable: "QuestionThreads",
                        principalColumns: new[] { "OfficeId", "Id" });
                });

            migrationBuilder.CreateTable(
                name: "OutgoingMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    AssignmentId = table.Column<Guid>(type: "uuid", nullable: true),
                    RespondentId = table.Column<Guid>(type: "uuid", nullable: true),
                    IsAddressRefused = table.Column<bool>(type: "boolean", nullable: false),
                    To = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Body = table.Column<string>(type: "character varying(8000)", maxLength: 8000, nullable: false),
                    Link = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Code = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    IsUrgent = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    ClaimId = table.Column<Guid>(type: "uuid", nullable: true),
                    NotBefore = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Fault = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingMails", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_OutgoingMails_Assignments_OfficeId_AssignmentId",
                        columns: x => new { x.OfficeId, x.AssignmentId },
                        principalTable: "Assignments",
                        principalColumns: new[] { "OfficeId", "Id" });
                    table.ForeignKey(
                        name: "FK_OutgoingMails_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_OutgoingMails_Respondents_OfficeId_RespondentId",
                        columns: x => new { x.OfficeId, x.RespondentId },
                        principalTable: "Respondents",
                        principalColumns: new[] { "OfficeId", "Id" });
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

            migrationBuilder.CreateTable(
                name: "UploadChunks",
                columns: table => new
                {
                    OfficeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UploadId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", maxLength: 1048608, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UploadChunks", x => new { x.OfficeId, x.Id });
                    table.ForeignKey(
                        name: "FK_UploadChunks_Offices_OfficeId",
                        column: x => x.OfficeId,
                        principalTable: "Offices",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_UploadChunks_Uploads_OfficeId_UploadId",
                        columns: x => new { x.OfficeId, x.UploadId },
                        principalTable: "Uploads",
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
                name: "IX_ArticleOpinions_GivenAt",
                table: "ArticleOpinions",
                column: "GivenAt");

            migrationBuilder.CreateIndex(
                name: "IX_ArticleOpinions_Slug_Language_Version_Reader",
                table: "ArticleOpinions",
                columns: new[] { "Slug", "Language", "Version", "Reader" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_OfficeId_BatchId",
                table: "Assignments",
                columns: new[] { "OfficeId", "BatchId" },
                filter: "\"BatchId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_OfficeId_ClientId_TemplateId_ClosingDate",
                table: "Assignments",
                columns: new[] { "OfficeId", "ClientId", "TemplateId", "ClosingDate" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_OfficeId_IsArchived_ResponsibleEmail_State_Sort~",
                table: "Assignments",
                columns: new[] { "OfficeId", "IsArchived", "ResponsibleEmail", "State", "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_OfficeId_IsArchived_SortName_Id",
                table: "Assignments",
                columns: new[] { "OfficeId", "IsArchived", "SortName", "Id" },
                filter: "\"State\" <> 'Processed'");

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_OfficeId_IsArchived_State_DueOn",
                table: "Assignments",
                columns: new[] { "OfficeId", "IsArchived", "State", "DueOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_OfficeId_IsArchived_State_SortName_Id",
                table: "Assignments",
                columns: new[] { "OfficeId", "IsArchived", "State", "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_OfficeId_IsArchived_TemplateId_State_SortName_Id",
                table: "Assignments",
                columns: new[] { "OfficeId", "IsArchived", "TemplateId", "State", "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_OfficeId_NextReminderAt",
                table: "Assignments",
                columns: new[] { "OfficeId", "NextReminderAt" },
                filter: "\"NextReminderAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_OfficeId_TemplateId_MailTrouble",
                table: "Assignments",
                columns: new[] { "OfficeId", "TemplateId", "MailTrouble" },
                filter: "\"MailTrouble\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Assignments_OfficeId_VersionId",
                table: "Assignments",
                columns: new[] { "OfficeId", "VersionId" });

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
                name: "IX_AuthorizationAttempts_ExpiresAt",
                table: "AuthorizationAttempts",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_BulkSendings_EndedAt",
                table: "BulkSendings",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_BulkSendings_OfficeId_TemplateId",
                table: "BulkSendings",
                columns: new[] { "OfficeId", "TemplateId" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientChanges_OfficeId_BatchId_ClientId",
                table: "ClientChanges",
                columns: new[] { "OfficeId", "BatchId", "ClientId" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientChanges_OfficeId_ClientId_Version",
                table: "ClientChanges",
                columns: new[] { "OfficeId", "ClientId", "Version" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientLinks_OfficeId_BatchId",
                table: "ClientLinks",
                columns: new[] { "OfficeId", "BatchId" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientLinks_OfficeId_ClientId",
                table: "ClientLinks",
                columns: new[] { "OfficeId", "ClientId" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientLinks_OfficeId_ConnectionId_VendorId",
                table: "ClientLinks",
                columns: new[] { "OfficeId", "ConnectionId", "VendorId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ClientMailSettings_OfficeId",
                table: "ClientMailSettings",
                column: "OfficeId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Clients_OfficeId_Code",
                table: "Clients",
                columns: new[] { "OfficeId", "Code" });

            migrationBuilder.CreateIndex(
                name: "IX_Clients_OfficeId_EmailKey",
                table: "Clients",
                columns: new[] { "OfficeId", "EmailKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Clients_OfficeId_EnterpriseNumber",
                table: "Clients",
                columns: new[] { "OfficeId", "EnterpriseNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_Clients_OfficeId_IsArchived_ChangedAt_Id",
                table: "Clients",
                columns: new[] { "OfficeId", "IsArchived", "ChangedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Clients_OfficeId_IsArchived_ResponsibleEmail_SortName_Id",
                table: "Clients",
                columns: new[] { "OfficeId", "IsArchived", "ResponsibleEmail", "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Clients_OfficeId_IsArchived_SortName_Id",
                table: "Clients",
                columns: new[] { "OfficeId", "IsArchived", "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Clients_OfficeId_MergedIntoId",
                table: "Clients",
                columns: new[] { "OfficeId", "MergedIntoId" });

            migrationBuilder.CreateIndex(
                name: "IX_Clients_OfficeId_NationalNumberHash",
                table: "Clients",
                columns: new[] { "OfficeId", "NationalNumberHash" });

            migrationBuilder.CreateIndex(
                name: "IX_Clients_OfficeId_PartnerNationalNumberHash",
                table: "Clients",
                columns: new[] { "OfficeId", "PartnerNationalNumberHash" });

            migrationBuilder.CreateIndex(
                name: "IX_Clients_OfficeId_SortName",
                table: "Clients",
                columns: new[] { "OfficeId", "SortName" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientWords_OfficeId_ClientId",
                table: "ClientWords",
                columns: new[] { "OfficeId", "ClientId" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Start1_SortName_ClientId_Pa~",
                table: "ClientWords",
                columns: new[] { "OfficeId", "IsArchived", "Start1", "SortName", "ClientId", "PartnerWords" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Start2_SortName_ClientId_Pa~",
                table: "ClientWords",
                columns: new[] { "OfficeId", "IsArchived", "Start2", "SortName", "ClientId", "PartnerWords" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Start3_SortName_ClientId_Pa~",
                table: "ClientWords",
                columns: new[] { "OfficeId", "IsArchived", "Start3", "SortName", "ClientId", "PartnerWords" });

            migrationBuilder.CreateIndex(
                name: "IX_ClientWords_OfficeId_IsArchived_Word_SortName_ClientId_Part~",
                table: "ClientWords",
                columns: new[] { "OfficeId", "IsArchived", "Word", "SortName", "ClientId", "PartnerWords" });

            migrationBuilder.CreateIndex(
                name: "IX_Connections_NextSyncAt",
                table: "Connections",
                column: "NextSyncAt");

            migrationBuilder.CreateIndex(
                name: "IX_Connections_OfficeId_Vendor",
                table: "Connections",
                columns: new[] { "OfficeId", "Vendor" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CorrectionQuestions_OfficeId_RequestId",
                table: "CorrectionQuestions",
                columns: new[] { "OfficeId", "RequestId" });

            migrationBuilder.CreateIndex(
                name: "IX_CorrectionRequests_OfficeId_AssignmentId",
                table: "CorrectionRequests",
                columns: new[] { "OfficeId", "AssignmentId" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportBatches_OfficeId_ClosingTemplateId",
                table: "ImportBatches",
                columns: new[] { "OfficeId", "ClosingTemplateId" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportBatches_OfficeId_ConnectionId",
                table: "ImportBatches",
                columns: new[] { "OfficeId", "ConnectionId" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportBatches_OfficeId_CreatedAt",
                table: "ImportBatches",
                columns: new[] { "OfficeId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportBatches_OfficeId_TemplateId",
                table: "ImportBatches",
                columns: new[] { "OfficeId", "TemplateId" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportBatches_State_LeaseUntil",
                table: "ImportBatches",
                columns: new[] { "State", "LeaseUntil" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportLines_OfficeId_BatchId_FirstLine",
                table: "ImportLines",
                columns: new[] { "OfficeId", "BatchId", "FirstLine" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ImportRows_OfficeId_BatchId_Group_SortName_Id",
                table: "ImportRows",
                columns: new[] { "OfficeId", "BatchId", "Group", "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportRows_OfficeId_BatchId_Result_Id",
                table: "ImportRows",
                columns: new[] { "OfficeId", "BatchId", "Result", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportTouches_OfficeId_BatchId_RowId",
                table: "ImportTouches",
                columns: new[] { "OfficeId", "BatchId", "RowId" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportTouches_OfficeId_ClientId",
                table: "ImportTouches",
                columns: new[] { "OfficeId", "ClientId" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportTouches_OfficeId_OtherRowId",
                table: "ImportTouches",
                columns: new[] { "OfficeId", "OtherRowId" });

            migrationBuilder.CreateIndex(
                name: "IX_ImportTouches_OfficeId_RowId",
                table: "ImportTouches",
                columns: new[] { "OfficeId", "RowId" });

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_Email",
                table: "Invitations",
                column: "Email");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_OfficeId_Email",
                table: "Invitations",
                columns: new[] { "OfficeId", "Email" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_TokenHash",
                table: "Invitations",
                column: "TokenHash");

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_OfficeId_UserId",
                table: "Memberships",
                columns: new[] { "OfficeId", "UserId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_UserId",
                table: "Memberships",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_OfficeKeys_OfficeId_Number",
                table: "OfficeKeys",
                columns: new[] { "OfficeId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OfficeLogos_OfficeId",
                table: "OfficeLogos",
                column: "OfficeId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Offices_Name",
                table: "Offices",
                column: "Name");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_CreatedAt",
                table: "OutgoingMails",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_OfficeId_AssignmentId_CreatedAt",
                table: "OutgoingMails",
                columns: new[] { "OfficeId", "AssignmentId", "CreatedAt" },
                filter: "\"AssignmentId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_OfficeId_RespondentId",
                table: "OutgoingMails",
                columns: new[] { "OfficeId", "RespondentId" },
                filter: "\"RespondentId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_OfficeId_State_NotBefore",
                table: "OutgoingMails",
                columns: new[] { "OfficeId", "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_State_NotBefore",
                table: "OutgoingMails",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonalLinks_TokenHash",
                table: "PersonalLinks",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PersonalLinks_UserId_Purpose",
                table: "PersonalLinks",
                columns: new[] { "UserId", "Purpose" });

            migrationBuilder.CreateIndex(
                name: "IX_PlatformMails_CreatedAt",
                table: "PlatformMails",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_PlatformMails_State_NotBefore",
                table: "PlatformMails",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_QuestionThreads_OfficeId_AssignmentId_Question_RepetitionId~",
                table: "QuestionThreads",
                columns: new[] { "OfficeId", "AssignmentId", "Question", "RepetitionId", "Person" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RequestedDocuments_JoinAt",
                table: "RequestedDocuments",
                column: "JoinAt",
                filter: "\"JoinAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RequestedDocuments_OfficeId_AssignmentId_Document_Repetitio~",
                table: "RequestedDocuments",
                columns: new[] { "OfficeId", "AssignmentId", "Document", "RepetitionId", "Person" },
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
                name: "IX_Sessions_LastSeenAt",
                table: "Sessions",
                column: "LastSeenAt");

            migrationBuilder.CreateIndex(
                name: "IX_Sessions_UserId",
                table: "Sessions",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_SignInTries_LastAt",
                table: "SignInTries",
                column: "LastAt");

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
                name: "IX_SourceClients_OfficeId_ConnectionId_SortName_Id",
                table: "SourceClients",
                columns: new[] { "OfficeId", "ConnectionId", "SortName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SourceClients_OfficeId_ConnectionId_VendorId",
                table: "SourceClients",
                columns: new[] { "OfficeId", "ConnectionId", "VendorId" },
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

            migrationBuilder.CreateIndex(
                name: "IX_SyncRuns_EndedAt_NotBefore",
                table: "SyncRuns",
                columns: new[] { "EndedAt", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_SyncRuns_OfficeId_ConnectionId_AskedAt",
                table: "SyncRuns",
                columns: new[] { "OfficeId", "ConnectionId", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "OpenRun",
                table: "SyncRuns",
                columns: new[] { "OfficeId", "ConnectionId" },
                unique: true,
                filter: "\"EndedAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_TemplateDrafts_OfficeId_TemplateId",
                table: "TemplateDrafts",
                columns: new[] { "OfficeId", "TemplateId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Templates_OfficeId_Kind_IncomeYear",
                table: "Templates",
                columns: new[] { "OfficeId", "Kind", "IncomeYear" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TemplateVersions_OfficeId_TemplateId_Number",
                table: "TemplateVersions",
                columns: new[] { "OfficeId", "TemplateId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ThreadMessages_OfficeId_ThreadId_WriteId",
                table: "ThreadMessages",
                columns: new[] { "OfficeId", "ThreadId", "WriteId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_UploadChunks_OfficeId_UploadId_Number",
                table: "UploadChunks",
                columns: new[] { "OfficeId", "UploadId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Uploads_DueAt",
                table: "Uploads",
                column: "DueAt",
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Uploads_OfficeId_AssignmentId_Document",
                table: "Uploads",
                columns: new[] { "OfficeId", "AssignmentId", "Document" });

            migrationBuilder.CreateIndex(
                name: "IX_UserClaims_UserId",
                table: "UserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_UserLogins_UserId",
                table: "UserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "Users",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "Users",
                column: "NormalizedUserName",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AnswerChanges");

            migrationBuilder.DropTable(
                name: "AnswerRepetitions");

            migrationBuilder.DropTable(
                name: "ArticleOpinions");

            migrationBuilder.DropTable(
                name: "AuditEvents");

            migrationBuilder.DropTable(
                name: "AuthorizationAttempts");

            migrationBuilder.DropTable(
                name: "BulkSendings");

            migrationBuilder.DropTable(
                name: "ClientChanges");

            migrationBuilder.DropTable(
                name: "ClientLinks");

            migrationBuilder.DropTable(
                name: "ClientMailSettings");

            migrationBuilder.DropTable(
                name: "ClientWords");

            migrationBuilder.DropTable(
                name: "CorrectionQuestions");

            migrationBuilder.DropTable(
                name: "DataProtectionKeys");

            migrationBuilder.DropTable(
                name: "ImportLines");

            migrationBuilder.DropTable(
                name: "ImportTouches");

            migrationBuilder.DropTable(
                name: "Invitations");

            migrationBuilder.DropTable(
                name: "Memberships");

            migrationBuilder.DropTable(
                name: "OfficeKeys");

            migrationBuilder.DropTable(
                name: "OfficeLogos");

            migrationBuilder.DropTable(
                name: "OutgoingMails");

            migrationBuilder.DropTable(
                name: "PersonalLinks");

            migrationBuilder.DropTable(
                name: "PlatformMails");

            migrationBuilder.DropTable(
                name: "RequestedDocuments");

            migrationBuilder.DropTable(
                name: "RespondentDevices");

            migrationBuilder.DropTable(
                name: "RespondentLinks");

            migrationBuilder.DropTable(
                name: "Sessions");

            migrationBuilder.DropTable(
                name: "SignInTries");

            migrationBuilder.DropTable(
                name: "SourceClients");

            migrationBuilder.DropTable(
                name: "SubmittedAnswers");

            migrationBuilder.DropTable(
                name: "SyncRuns");

            migrationBuilder.DropTable(
                name: "TemplateDrafts");

            migrationBuilder.DropTable(
                name: "ThreadMessages");

            migrationBuilder.DropTable(
                name: "UploadChunks");

            migrationBuilder.DropTable(
                name: "UserClaims");

            migrationBuilder.DropTable(
                name: "UserLogins");

            migrationBuilder.DropTable(
                name: "UserTokens");

            migrationBuilder.DropTable(
                name: "VendorTurns");

            migrationBuilder.DropTable(
                name: "CorrectionRequests");

            migrationBuilder.DropTable(
                name: "ImportRows");

            migrationBuilder.DropTable(
                name: "Respondents");

            migrationBuilder.DropTable(
                name: "Answers");

            migrationBuilder.DropTable(
                name: "Submissions");

            migrationBuilder.DropTable(
                name: "QuestionThreads");

            migrationBuilder.DropTable(
                name: "Uploads");

            migrationBuilder.DropTable(
                name: "Users");

            migrationBuilder.DropTable(
                name: "Assignments");

            migrationBuilder.DropTable(
                name: "Clients");

            migrationBuilder.DropTable(
                name: "ImportBatches");

            migrationBuilder.DropTable(
                name: "TemplateVersions");

            migrationBuilder.DropTable(
                name: "Connections");

            migrationBuilder.DropTable(
                name: "Templates");

            migrationBuilder.DropTable(
                name: "Offices");
        }
    }
}
