using System.Text;
using Ade20kEval.Files;
using Ade20kEval.Runs.Json;
using Ade20kEval.Tests.Boards;

namespace Ade20kEval.Tests.Runs;

/// <summary>The images of a document are read one by one, as they are written; whatever is written otherwise is read the long way and means the same.</summary>
public sealed class ImageListTests
{
    private const string First = """{"name":"image_000","width":10,"height":20,"cells":[[1,1,80],[1,2,20],[2,1,20],[2,2,80]]}""";
    private static readonly string s_document = Encoding.UTF8.GetString(RunJsonWriter.Write(BoardBench.Run(80)));

    [Test]
    public void The_document_holds_the_image_that_is_changed_here() => Assert.That(s_document, Does.Contain(First));

    [TestCase("""{"width":10,"name":"image_000","height":20,"cells":[[1,1,80],[1,2,20],[2,1,20],[2,2,80]]}""")]
    [TestCase("""{"cells":[[1,1,80],[1,2,20],[2,1,20],[2,2,80]],"height":20,"width":10,"name":"image_000"}""")]
    [TestCase("""{"name":"im\u0061ge_000","width":10,"height":20,"cells":[[1,1,80],[1,2,20],[2,1,20],[2,2,80]]}""")]
    [TestCase("""{"n\u0061me":"image_000","width":10,"height":20,"cells":[[1,1,80],[1,2,20],[2,1,20],[2,2,80]]}""")]
    [TestCase("""{"name":"image_000","width":10,"height":20,"cells":[[1,1,80],[1,2,20],[2,1,20],[2,2,80]],"of a later version":{"a":[1,{"images":[]}]}}""")]
    [TestCase("""{ "name" : "image_000" , "width":10,  "height":20, "cells": [ [1, 1, 80], [1,2,20],[2,1,20],[2,2,80] ] }""")]
    public void An_image_that_is_written_otherwise_is_the_same_image(string image) =>
        Assert.That(Encoding.UTF8.GetString(RunJsonWriter.Write(RunJsonReader.Read(Bytes(image), "run.json"))), Is.EqualTo(s_document));

    [TestCase("""{"name":"image_000","width":10,"width":10,"height":20,"cells":[[1,1,80],[1,2,20],[2,1,20],[2,2,80]]}""", "$.images[0]")]
    [TestCase("""{"name":"image_000","width":10,"height":20}""", "$.images[0] has no \"cells\"")]
    [TestCase("""{"name":"image_000","width":0,"height":20,"cells":[]}""", "$.images[0].width")]
    [TestCase("""{"name":"","width":10,"height":20,"cells":[[1,1,200]]}""", "$.images[0].name")]
    [TestCase("""{"name":"a\u0007","width":10,"height":20,"cells":[[1,1,200]]}""", "$.images[0].name")]
    [TestCase("""{"name":"\ud800","width":10,"height":20,"cells":[[1,1,200]]}""", "$.images[0].name")]
    [TestCase("""{"name":"image_000","width":10,"height":20,"cells":[[1,1,199]]}""", "$.images[0].cells: the cells add up to 199 pixels; expected 200")]
    [TestCase("""{"name":"image_000","width":10,"height":20,"cells":[[1,1,201]]}""", "$.images[0].cells[0]")]
    [TestCase("""{"name":"image_000","width":10,"height":20,"cells":[[1,1,100],[1,1,100]]}""", "$.images[0].cells[1]")]
    [TestCase("""{"name":"image_000","width":10,"height":20,"cells":[[1,1,200,0]]}""", "$.images[0].cells[0]")]
    [TestCase("""{"name":"image_000","width":10,"height":20,"cells":[[1,65536,200]]}""", "$.images[0].cells[0]")]
    [TestCase("""{"name":"image_000","width":10,"height":20,"cells":[[1,1,200],3]}""", "$.images[0].cells[1]")]
    [TestCase("""{"name":"image_000","width":10,"height":20,"cells":{}}""", "$.images[0].cells")]
    [TestCase("""{"name":"image_005","width":10,"height":20,"cells":[[1,1,80],[1,2,20],[2,1,20],[2,2,80]]}""", "$.images[1].name")]
    [TestCase("7", "$.images[0]")]
    public void An_image_that_is_wrong_says_where(string image, string place) =>
        Assert.That(() => RunJsonReader.Read(Bytes(image), "run.json"), Throws.InstanceOf<InputException>().With.Message.Contains(place).And.Message.StartsWith("run.json: "));

    [TestCase("\"images\": [", "\"images\": [], \"images\": [", "images")]
    [TestCase("\"images\": [", "\"images\": 7, \"others\": [", "$.images is 7; expected a list of images")]
    [TestCase("\"images\": [", "\"others\": [", "\"images\"")]
    [TestCase("\"images\": [", "\"images\": [], \"others\": [", "holds no image")]
    public void A_list_that_is_there_twice_or_not_at_all_is_refused(string old, string changed, string reason) =>
        Assert.That(() => RunJsonReader.Read(Encoding.UTF8.GetBytes(s_document.Replace(old, changed, StringComparison.Ordinal)), "run.json"), Throws.InstanceOf<InputException>().With.Message.Contains(reason));

    [Test]
    public void What_is_no_UTF_8_within_the_images_is_refused()
    {
        byte[] document = Encoding.UTF8.GetBytes(s_document);
        document[document.AsSpan().IndexOf("image_003"u8)] = 0xFF;

        Assert.That(() => RunJsonReader.Read(document, "run.json"), Throws.InstanceOf<InputException>().With.Message.Contains("is not UTF-8"));
    }

    private static byte[] Bytes(string image) => Encoding.UTF8.GetBytes(s_document.Replace(First, image, StringComparison.Ordinal));
}
