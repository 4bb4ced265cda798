namespace Ade20kEval.Sources;

/// <summary>What is done with links in a folder that lead to folders, or out of it.</summary>
internal enum LinkRule
{
    /// <summary>They are errors of the files that they stand for: a set that depends on what lies elsewhere cannot be handed to somebody else.</summary>
    Refuse,

    /// <summary>The same, and the message names the way to have them followed.</summary>
    RefuseAndAdvise,

    /// <summary>They are what they lead to.</summary>
    Follow,
}
