using System.Globalization;
using System.Security.Cryptography;
using Accounton.Data;
using Accounton.Features.Questionnaires.Sending;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Accounton.Features.Questionnaires.Answering;

/// <summary>Codes of six digits, mailed to a respondent who comes with another device: few tries, and soon too old.</summary>
public sealed class RespondentCodes(
    AccountonContext db, OfficeCiphers ciphers, QuestionnaireMails mails, IOptions<QuestionnaireOptions> options, TimeProvider clock)
{
    public const int MostTries = 5;

    /// <summary>Codes and new links together.</summary>
    public const int MostMailsPerHour = 6;

    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Counts one more mail that this respondent asks for; false when there were enough within the hour.</summary>
    public async Task<bool> MayAskAsync(Guid respondentId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var respondent = await db.Respondents.SingleAsync(r => r.Id == respondentId, cancellationToken);
            var now = clock.GetUtcNow();
            if (respondent.AskedSince is null || respondent.AskedSince <= now - Window)
            {
                respondent.Asked = 0;
                respondent.AskedSince = now;
            }
            if (respondent.Asked >= MostMailsPerHour)
                return false;

            respondent.Asked++;
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>
    /// Mails a new code for a device; the one before works no more. Nothing is sent when there were enough within the hour.
    /// </summary>
    public async Task SendAsync(Guid respondentId, byte[] deviceHash, CancellationToken cancellationToken)
    {
        if (!await MayAskAsync(respondentId, cancellationToken))
            return;

        var now = clock.GetUtcNow();
        var device = await db.RespondentDevices.SingleOrDefaultAsync(
            d => d.RespondentId == respondentId && d.SecretHash == deviceHash, cancellationToken);
        if (device is null)
        {
            device = new RespondentDevice { OfficeId = db.OfficeId, RespondentId = respondentId, SecretHash = deviceHash, CreatedAt = now };
            db.RespondentDevices.Add(device);
        }

        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        device.CodeHash = await HashAsync(device, code, cancellationToken);
        device.CodeExpiresAt = now + Holds;
        device.CodeTries = 0;
        try
        {
            await mails.SendCodeAsync(respondentId, code, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Two clicks at once: the other one sends its code.
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Makes the device known when the code is right; false when it is wrong, too old, or was tried too often.</summary>
    public async Task<bool> TryAsync(Guid respondentId, byte[] deviceHash, string? code, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var device = await db.RespondentDevices.SingleOrDefaultAsync(
            d => d.RespondentId == respondentId && d.SecretHash == deviceHash, cancellationToken);
        if (device?.CodeHash is null || device.CodeExpiresAt <= now || device.CodeTries >= MostTries)
            return false;

        var digits = string.Concat((code ?? "").Where(char.IsAsciiDigit));
        var tried = await HashAsync(device, digits, cancellationToken);
        var right = CryptographicOperations.FixedTimeEquals(device.CodeHash, tried);
        if (right)
        {
            device.CodeHash = null;
            device.CodeExpiresAt = null;
            device.KnownUntil = now + options.Value.LinkLifetime;
        }
        device.CodeTries++;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return right;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private async Task<byte[]> HashAsync(RespondentDevice device, string code, CancellationToken cancellationToken) =>
        (await ciphers.CurrentAsync(cancellationToken))
            .Hash($"code {Convert.ToHexString(device.SecretHash)} {device.RespondentId:N} {code}");
}
