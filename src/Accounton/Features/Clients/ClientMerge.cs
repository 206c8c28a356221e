using Accounton.Data;
using Accounton.Features.Audit;
using Accounton.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Accounton.Features.Clients;

/// <summary>Whose value is kept when two clients become one.</summary>
public enum MergeSide
{
    /// <summary>That of the client which stays.</summary>
    Kept = 1,

    /// <summary>That of the client which goes to the archive.</summary>
    Other = 2,
}

/// <summary>A field of two clients that become one.</summary>
/// <param name="Side">
/// Whose value is kept; null while nobody has said so. Where only one has a value it is that one, unless said otherwise.
/// </param>
public sealed record MergeField(ClientField Field, bool IsSame, MergeSide? Side);

/// <summary>
/// Makes one client of two: values by choice, links and what other features keep moved, the history of both
/// kept, the other one archived.
/// </summary>
public sealed class ClientMerge(
    AccountonContext db, ClientWriter writer, OfficeCiphers ciphers, IEnumerable<IClientPart> parts, AuditLog audit, CurrentMember member)
{
    /// <summary>The fields to choose for; the responsible's name goes with the e-mail address.</summary>
    public static IReadOnlyList<MergeField> Fields(
        Client kept, Client other, OfficeCipher cipher, IReadOnlyDictionary<string, MergeSide> chosen) =>
    [
        .. from field in ClientFields.All
           where field != ClientFields.ResponsibleName
           let same = field.IsSame(kept, other)
               && (field != ClientFields.ResponsibleEmail || ClientFields.ResponsibleName.IsSame(kept, other))
           let side = chosen.TryGetValue(field.Key, out var said) && Enum.IsDefined(said) ? said : OnlySide(field, kept, other, cipher)
           select new MergeField(field, same, same ? MergeSide.Kept : side),
    ];

    /// <summary>Merges and saves.</summary>
    /// <exception cref="DbUpdateConcurrencyException">One of the two changed meanwhile.</exception>
    public async Task MergeAsync(Client kept, Client other, IReadOnlyList<MergeField> fields, CancellationToken cancellationToken)
    {
        var cipher = await ciphers.CurrentAsync(cancellationToken);
        var author = member.As(ValueOrigin.Merge);
        var values = ClientValues.From(kept, cipher);
        var theirs = ClientValues.From(other, cipher);
        foreach (var field in fields.Where(one => one.Side == MergeSide.Other).Select(one => one.Field))
        {
            values[field] = theirs[field];
            if (field == ClientFields.ResponsibleEmail)
                values[ClientFields.ResponsibleName] = theirs[ClientFields.ResponsibleName];
        }

        var keptName = kept.ListName();
        var otherName = other.ListName();
        writer.Change(kept, values, ClientFields.All, author, cipher);
        writer.Note(kept, ChangeKind.MergedFrom, author, before: other.Id.ToString(), after: otherName);
        writer.Archive(other, ArchiveReason.Merged, author);
        other.ArchiveReason = ArchiveReason.Merged;
        other.MergedIntoId = kept.Id;
        writer.Note(other, ChangeKind.MergedInto, author, before: kept.Id.ToString(), after: keptName);
        await MoveLinksAsync(kept, other, cancellationToken);
        foreach (var part in parts)
            await part.MergeAsync(kept, other, cancellationToken);
        audit.Add(new ClientsMerged(kept.Id, keptName, other.Id, otherName));
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task MoveLinksAsync(Client kept, Client other, CancellationToken cancellationToken)
    {
        var links = await db.ClientLinks.Where(l => l.ClientId == kept.Id || l.ClientId == other.Id).ToListAsync(cancellationToken);
        var main = links.Where(l => l.ClientId == kept.Id && l.Role == LinkRole.Main).Select(l => l.ConnectionId).ToHashSet();
        foreach (var link in links.Where(l => l.ClientId == other.Id))
        {
            link.ClientId = kept.Id;

            // One record of a back-office gives a client its values; a second one is the same person entered twice there.
            if (link.Role == LinkRole.Main && !main.Add(link.ConnectionId))
                link.Role = LinkRole.Same;
        }
    }

    private static MergeSide? OnlySide(ClientField field, Client kept, Client other, OfficeCipher cipher)
    {
        var here = field.Read(kept, cipher);
        var there = field.Read(other, cipher);
        if (field == ClientFields.ResponsibleEmail)
        {
            here ??= kept.ResponsibleName;
            there ??= other.ResponsibleName;
        }
        return (here, there) switch { (not null, null) => MergeSide.Kept, (null, not null) => MergeSide.Other, _ => null };
    }
}
