using Accounton.Features.Audit;
using Accounton.Features.Clients;
using Accounton.Features.Connections;
using Accounton.Features.Help;
using Accounton.Features.Imports;
using Accounton.Features.Mail;
using Accounton.Features.OneTimeLinks;
using Accounton.Features.Questionnaires;
using Accounton.Features.Questionnaires.Answering;
using Accounton.Features.Questionnaires.Messages;
using Accounton.Features.Questionnaires.Sending;
using Accounton.Features.Questionnaires.Uploads;
using Accounton.Features.Settings.Members;
using Accounton.Features.SignIn;
using Accounton.Features.Sync;
using Accounton.Tenancy;
using Accounton.Web;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Data;

/// <summary>The one model. What differs between databases stands in the derived contexts under <c>Providers</c>.</summary>
public abstract class AccountonContext : IdentityUserContext<User, Guid>, IDataProtectionKeyContext
{
    /// <summary>Marks a text column that compares byte by byte, whatever the database's collation.</summary>
    public const string Binary = "Accounton:Binary";

    /// <summary>Of Identity's stamps.</summary>
    public const int StampLength = 100;

    private const int KeyLength = 128;

    private readonly CurrentOffice _office;

    protected AccountonContext(DbContextOptions options, CurrentOffice office)
        : base(options)
    {
        _office = office;
        OfficeGuard.Watch(ChangeTracker, office);
    }

    /// <summary>The current office; throws when none is set, so that a query for office data without an office fails.</summary>
    public Guid OfficeId => _office.Id;

    public DbSet<Office> Offices => Set<Office>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<OfficeKey> OfficeKeys => Set<OfficeKey>();
    public DbSet<Connection> Connections => Set<Connection>();
    public DbSet<SyncRun> SyncRuns => Set<SyncRun>();
    public DbSet<SourceClient> SourceClients => Set<SourceClient>();
    public DbSet<Client> Clients => Set<Client>();
    public DbSet<ClientLink> ClientLinks => Set<ClientLink>();
    public DbSet<ClientChange> ClientChanges => Set<ClientChange>();
    public DbSet<ClientWord> ClientWords => Set<ClientWord>();
    public DbSet<ImportBatch> ImportBatches => Set<ImportBatch>();
    public DbSet<ImportRow> ImportRows => Set<ImportRow>();
    public DbSet<ImportTouch> ImportTouches => Set<ImportTouch>();
    public DbSet<ImportLines> ImportLines => Set<ImportLines>();
    public DbSet<Template> Templates => Set<Template>();
    public DbSet<TemplateVersion> TemplateVersions => Set<TemplateVersion>();
    public DbSet<Features.Questionnaires.Customisation.TemplateDraft> TemplateDrafts =>
        Set<Features.Questionnaires.Customisation.TemplateDraft>();
    public DbSet<Assignment> Assignments => Set<Assignment>();
    public DbSet<Respondent> Respondents => Set<Respondent>();
    public DbSet<RespondentLink> RespondentLinks => Set<RespondentLink>();
    public DbSet<RespondentDevice> RespondentDevices => Set<RespondentDevice>();
    public DbSet<Answer> Answers => Set<Answer>();
    public DbSet<AnswerChange> AnswerChanges => Set<AnswerChange>();
    public DbSet<AnswerRepetition> AnswerRepetitions => Set<AnswerRepetition>();
    public DbSet<Submission> Submissions => Set<Submission>();
    public DbSet<SubmittedAnswer> SubmittedAnswers => Set<SubmittedAnswer>();
    public DbSet<Upload> Uploads => Set<Upload>();
    public DbSet<UploadChunk> UploadChunks => Set<UploadChunk>();
    public DbSet<RequestedDocument> RequestedDocuments => Set<RequestedDocument>();
    public DbSet<QuestionThread> QuestionThreads => Set<QuestionThread>();
    public DbSet<ThreadMessage> ThreadMessages => Set<ThreadMessage>();
    public DbSet<CorrectionRequest> CorrectionRequests => Set<CorrectionRequest>();
    public DbSet<CorrectionQuestion> CorrectionQuestions => Set<CorrectionQuestion>();
    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();
    public DbSet<ClientMailSettings> ClientMailSettings => Set<ClientMailSettings>();
    public DbSet<BulkSending> BulkSendings => Set<BulkSending>();
    public DbSet<OutgoingMail> OutgoingMails => Set<OutgoingMail>();
    public DbSet<PlatformMail> PlatformMails => Set<PlatformMail>();
    public DbSet<PersonalLink> PersonalLinks => Set<PersonalLink>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<OfficeLogo> OfficeLogos => Set<OfficeLogo>();
    public DbSet<SignInTry> SignInTries => Set<SignInTry>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<AuthorizationAttempt> AuthorizationAttempts => Set<AuthorizationAttempt>();
    public DbSet<VendorTurn> VendorTurns => Set<VendorTurn>();
    public DbSet<ArticleOpinion> ArticleOpinions => Set<ArticleOpinion>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    // Said here and not at registration: migrations are made without the application's services.
    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        CheckOffice();
        if (SearchWords.Changed(this) is { Count: > 0 } clients)
        {
            SearchWords.Stored(this, clients).Load();
            SearchWords.Follow(this, clients);
        }

        var changed = AssignmentKeys.Changed(this);
        var given = AssignmentKeys.Given(this);
        if (changed.Count + given.Count > 0)
        {
            if (changed.Count > 0)
                AssignmentKeys.Stored(this, changed).Load();
            AssignmentKeys.Follow(this, changed, given, given.Count == 0 ? [] : AssignmentKeys.Clients(this, given).ToList());
        }

        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        CheckOffice();
        if (SearchWords.Changed(this) is { Count: > 0 } clients)
        {
            await SearchWords.Stored(this, clients).LoadAsync(cancellationToken);
            SearchWords.Follow(this, clients);
        }

        var changed = AssignmentKeys.Changed(this);
        var given = AssignmentKeys.Given(this);
        if (changed.Count + given.Count > 0)
        {
            if (changed.Count > 0)
                await AssignmentKeys.Stored(this, changed).LoadAsync(cancellationToken);
            var clientsOf = given.Count == 0 ? [] : await AssignmentKeys.Clients(this, given).ToListAsync(cancellationToken);
            AssignmentKeys.Follow(this, changed, given, clientsOf);
        }

        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        MapIdentity(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AccountonContext).Assembly);
        builder.MapOfficeOwned(this);
        MapBinaryText(builder);
    }

    /// <summary>The collation that compares byte by byte; null where the database's own does.</summary>
    protected virtual string? BinaryCollation => null;

    private static void MapIdentity(ModelBuilder builder)
    {
        builder.Entity<User>(user =>
        {
            user.ToTable("Users");
            user.Property(u => u.Name).HasMaxLength(User.NameLength);
            user.Property(u => u.Language).HasMaxLength(2);
            user.Property(u => u.PasswordHash).HasMaxLength(400);
            user.Property(u => u.SecurityStamp).HasMaxLength(StampLength);
            user.Property(u => u.ConcurrencyStamp).HasMaxLength(StampLength);
            user.Property(u => u.PhoneNumber).HasMaxLength(40);
        });
        builder.Entity<IdentityUserClaim<Guid>>(claim =>
        {
            claim.ToTable("UserClaims");
            claim.Property(c => c.ClaimType).HasMaxLength(256);
            claim.Property(c => c.ClaimValue).HasMaxLength(1000);
        });
        builder.Entity<IdentityUserLogin<Guid>>(login =>
        {
            login.ToTable("UserLogins");
            login.Property(l => l.LoginProvider).HasMaxLength(KeyLength);
            login.Property(l => l.ProviderKey).HasMaxLength(KeyLength);
            login.Property(l => l.ProviderDisplayName).HasMaxLength(256);
        });
        builder.Entity<IdentityUserToken<Guid>>(token =>
        {
            token.ToTable("UserTokens");
            token.Property(t => t.LoginProvider).HasMaxLength(KeyLength);
            token.Property(t => t.Name).HasMaxLength(KeyLength);
            token.Property(t => t.Value).HasMaxLength(4000);
        });
        builder.Entity<DataProtectionKey>().Property(k => k.FriendlyName).HasMaxLength(256);
    }

    private void MapBinaryText(ModelBuilder builder)
    {
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            if (property.RemoveAnnotation(Binary) is not null && BinaryCollation is not null)
                property.SetCollation(BinaryCollation);
        }
    }

    private void CheckOffice()
    {
        ChangeTracker.DetectChanges();
        OfficeGuard.Check(ChangeTracker, _office);
    }
}
