namespace Accounton.Features.Mail;

/// <summary>Why a mail is sent. It is looked at again in the moment the mail is about to leave, which may be much later.</summary>
public interface IMailReason
{
    /// <summary>Stored with the mail.</summary>
    string Name { get; }

    /// <summary>Whether the mail should still leave; if not, it is dropped.</summary>
    /// <param name="about">The row that the mail is about.</param>
    /// <param name="cancellationToken">The job's.</param>
    Task<bool> HoldsAsync(Guid about, CancellationToken cancellationToken);
}

/// <summary>The name of an <see cref="IMailReason"/> and the row that the mail is about.</summary>
public sealed record MailAbout(string Reason, Guid Row);
