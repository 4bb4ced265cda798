using System.Text;
using System.Text.Json;
using Ade20kEval.Files;
using Ade20kEval.Text;

namespace Ade20kEval.Tests.Text;

/// <summary>Long lists that are parsed item by item are what they are in the file parsed whole, and what is wrong with a file is told in the same words.</summary>
public sealed class JsonPiecesTests
{
    private const string Document = """
        { "schema": "x", "images": [ {"name": "a,]", "cells": [[1, 2], []]}, 3 , "]\"", null,{"b":{}}],
          "evidence": { "whole": {"files": [7]}, "files": [["q", null], []], "other": 1 }, "files": [9], "last": [1] }
        """;

    [Test]
    public void Items_and_the_rest_are_those_of_the_file_parsed_whole()
    {
        using JsonPieces pieces = JsonPieces.ParseStrict("f", Bytes(Document), "images", "evidence.files", "absent");
        using JsonDocument whole = JsonDocument.Parse(Document);

        Assert.That(Items(pieces, "images"), Is.EqualTo(whole.RootElement.GetProperty("images").EnumerateArray().Select(item => item.GetRawText())));
        Assert.That(Items(pieces, "evidence.files"), Is.EqualTo(whole.RootElement.GetProperty("evidence").GetProperty("files").EnumerateArray().Select(item => item.GetRawText())));
        Assert.That(Items(pieces, "absent"), Is.Empty);
        Assert.That(pieces.Root.GetProperty("images").GetArrayLength(), Is.Zero);
        Assert.That(pieces.Root.GetProperty("evidence").GetProperty("whole").GetRawText(), Is.EqualTo("{\"files\": [7]}"), "a list of the same name elsewhere stays");
        Assert.That(pieces.Root.GetProperty("files").GetRawText(), Is.EqualTo("[9]"));
        Assert.That(pieces.Root.EnumerateObject().Select(property => property.Name), Is.EqualTo(whole.RootElement.EnumerateObject().Select(property => property.Name)));
    }

    // Every byte changed to each of these, and taken away, and the file cut there.
    [Test]
    public void Whatever_is_wrong_is_told_as_of_the_file_parsed_whole()
    {
        byte[] sound = Bytes(Document);
        int refused = 0;
        for (int at = 0; at < sound.Length; at++)
        {
            foreach (byte[] spoilt in Spoilt(sound, at))
            {
                (string? problem, string[] items) whole = Whole(spoilt);
                (string? problem, string[] items) pieces = Pieces(spoilt);
                Assert.That(pieces.problem, Is.EqualTo(whole.problem), Encoding.Latin1.GetString(spoilt));
                Assert.That(pieces.items, Is.EqualTo(whole.items), Encoding.Latin1.GetString(spoilt));
                refused += whole.problem is null ? 0 : 1;
            }
        }

        Assert.That(refused, Is.GreaterThan(sound.Length), "most of them are no JSON");
    }

    [TestCase("{\"images\":[1],\"images\":[2]}")]
    [TestCase("{\"evidence\":{\"files\":[1]},\"evidence\":{\"files\":[2]}}")]
    [TestCase("{\"x\":{\"a\":1,\"a\":2},\"images\":[1]}")]
    public void A_key_that_is_there_twice_is_told_as_of_the_file_parsed_whole(string text)
    {
        Assert.That(Pieces(Bytes(text)).Problem, Is.Not.Null.And.EqualTo(Whole(Bytes(text)).Problem));
    }

    [Test]
    public void A_key_that_is_there_twice_in_an_item_is_told_with_its_place() =>
        Assert.That(Pieces(Bytes("{\"images\":[{\"a\":1},{\"a\":1,\"a\":2}]}")).Problem, Is.EqualTo("f: line 1: the key 'a' stands twice in $.images[1]; expected it once. Delete one of the two."));

    [TestCase("[{\"images\":[1]}]")]
    [TestCase("{\"images\":{\"images\":[1]}}")]
    [TestCase("{\"\\u0069mages\":[1,2]}")]
    [TestCase("{\"images\":[ ]}")]
    [TestCase("7")]
    public void Other_shapes_are_parsed_as_well(string text) => Assert.That(Pieces(Bytes(text)), Is.EqualTo(Whole(Bytes(text))).Using<(string? Problem, string[] Items)>((a, b) => a.Problem == b.Problem && a.Items.SequenceEqual(b.Items)));

    private static IEnumerable<byte[]> Spoilt(byte[] sound, int at)
    {
        foreach (byte other in "]}[{,:\"\\ 0\u00FF"u8.ToArray())
        {
            byte[] changed = [.. sound];
            changed[at] = other;
            yield return changed;
        }

        yield return [.. sound[..at], .. sound[(at + 1)..]];
        yield return sound[..at];
    }

    private static (string? Problem, string[] Items) Pieces(byte[] bytes)
    {
        try
        {
            using JsonPieces pieces = JsonPieces.ParseStrict("f", bytes, "images", "evidence.files");
            string[] images = Items(pieces, "images");
            return (null, [.. images, "/", .. Items(pieces, "evidence.files")]);
        }
        catch (InputException problem)
        {
            return (problem.Message, []);
        }
    }

    private static (string? Problem, string[] Items) Whole(byte[] bytes)
    {
        try
        {
            using JsonDocument whole = JsonText.ParseStrict("f", bytes);
            JsonElement? evidence = Of(whole.RootElement, "evidence");
            return (null, [.. ItemsOf(Of(whole.RootElement, "images")), "/", .. ItemsOf(evidence is JsonElement part ? Of(part, "files") : null)]);
        }
        catch (InputException problem)
        {
            return (problem.Message, []);
        }

        static JsonElement? Of(JsonElement parent, string key) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(key, out JsonElement value) ? value : null;

        static IEnumerable<string> ItemsOf(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } there ? there.EnumerateArray().Select(item => item.GetRawText()) : [];
    }

    private static string[] Items(JsonPieces pieces, string list)
    {
        List<string> items = [];
        pieces.ForEach(list, (place, item) =>
        {
            Assert.That(place, Is.EqualTo(items.Count));
            items.Add(item.GetRawText());
        });
        return [.. items];
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
