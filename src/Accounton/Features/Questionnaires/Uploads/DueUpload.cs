using Accounton.Tenancy;

namespace Accounton.Features.Questionnaires.Uploads;

/// <summary>A file to look at: one that is still coming, or one to scan.</summary>
public sealed record DueUpload(OfficeRow Row, bool IsReceiving);
