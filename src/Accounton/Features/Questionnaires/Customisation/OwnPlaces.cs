using Accounton.Features.Questionnaires.Definitions;

namespace Accounton.Features.Questionnaires.Customisation;

/// <summary>
/// Puts an office's own questions where they belong: behind the question they follow, wherever a release has that now, else at the
/// end of their section, else of the last one. None is ever lost. Pure.
/// </summary>
internal sealed class OwnPlaces
{
    private readonly Definition _standard;
    private readonly string? _language;
    private readonly List<OwnQuestion> _own;
    private readonly HashSet<string> _placed = new(StringComparer.Ordinal);
    private readonly List<Misfit> _misfits = [];

    public OwnPlaces(Definition standard, TemplateChanges changes)
    {
        _standard = standard;
        _language = changes.Language;
        _own = [.. changes.Questions.Where(question => OwnKeys.IsQuestion(question.Key)).DistinctBy(question => question.Key)];
    }

    /// <summary>The questions whose place is gone.</summary>
    public IReadOnlyList<Misfit> Misfits => _misfits;

    public Definition Insert(LocalText ownTitle)
    {
        if (_own.Count == 0)
            return _standard;

        var groups = _standard.Sections.Select(section => section.Groups.Select(Insert).ToList()).ToList();
        foreach (var (index, section) in _standard.Sections.Index())
        {
            var isLast = index == _standard.Sections.Count - 1;
            var first = _own.Where(question => question.After is null && question.Section == section.Key).ToList();
            var homeless = _own
                .Where(question => !first.Contains(question) && (isLast || question.Section == section.Key) && !HasPlace(question))
                .ToList();
            List<Question> questions = [.. first.Concat(homeless).SelectMany(Place)];

            // Questions that follow each other in a circle follow nothing.
            if (isLast && _own.Where(question => !_placed.Contains(question.Key)).ToList() is { Count: > 0 } circle)
            {
                homeless.AddRange(circle);
                questions.AddRange(circle.SelectMany(Place));
            }

            _misfits.AddRange(homeless.Select(question => new Misfit(TemplateMisfit.PlaceGone, Part.Question(question.Key))));
            if (questions.Count > 0)
                groups[index].Add(new() { Key = OwnKeys.OfGroup(index), Title = ownTitle, Questions = questions });
        }

        return _standard with { Sections = [.. _standard.Sections.Select((section, index) => section with { Groups = groups[index] })] };
    }

    private Group Insert(Group group) =>
        group with { Questions = [.. group.Questions.SelectMany(question => Behind(question.Key).Prepend(question))] };

    private bool HasPlace(OwnQuestion question) =>
        _placed.Contains(question.Key)
        || (question.After is { } after
            ? _standard.Find(after) is not null || _own.Exists(one => one.Key == after)
            : _standard.Sections.Any(section => section.Key == question.Section));

    private IEnumerable<Question> Behind(string key) => _own.Where(question => question.After == key).ToList().SelectMany(Place);

    private IEnumerable<Question> Place(OwnQuestion own) =>
        !_placed.Add(own.Key) ? []
        : own.Fill(_language) is { } question ? Behind(own.Key).Prepend(question).ToList()
        : Behind(own.Key).ToList();
}
