using Ade20kEval.Boards;
using Ade20kEval.Scoring;

namespace Ade20kEval.Cli.Hosting;

/// <summary>What a participant is told of a submission, and where that goes.</summary>
/// <param name="Columns">The figures, the one that ranks first.</param>
/// <param name="File">The file of figures, for the board.</param>
/// <param name="Page">The page; <see langword="null"/> for none.</param>
/// <param name="Reveal">How much the page tells.</param>
/// <param name="Decimals">Decimals of percent, in the file, on the page and the screen.</param>
/// <param name="AnyFormat">Whether submissions may hold other masks than PNG.</param>
internal sealed record ParticipantAnswer(IReadOnlyList<Metric> Columns, string File, string? Page, RevealLevel Reveal, int Decimals, bool AnyFormat);
