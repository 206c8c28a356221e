using Accounton.Tenancy;

namespace Accounton.Features.Questionnaires.Sending;

/// <summary>A sending to many to trigger.</summary>
public sealed record DueSending(OfficeRow Row, DateTimeOffset? LeaseUntil);
