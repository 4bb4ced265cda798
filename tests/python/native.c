/* Uses every part of the C interface as its header says, and ends with 0 if all is as expected. Run by test_c.py, by valgrind too. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ade20k_eval.h"

static void expect(int holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "not so: %s\n", what);
        exit(1);
    }
}

/* A call that must succeed; one that does not says why. */
static void ok(int32_t status, ade20k_text **error, const char *what)
{
    if (status != ADE20K_OK) {
        fprintf(stderr, "%s: %d: %s\n", what, (int)status, ade20k_text_bytes(*error));
        exit(1);
    }
}

/* A call that must be refused, with words in its message. */
static void refused(int32_t status, int32_t expected, ade20k_text **error, const char *words)
{
    expect(status == expected, words);
    expect(*error != NULL && strstr(ade20k_text_bytes(*error), words) != NULL, words);
    ade20k_text_free(*error);
    *error = NULL;
}

static double figure(const char *json, const char *key)
{
    const char *at = strstr(json, key);
    expect(at != NULL, key);
    return atof(at + strlen(key));
}

int main(int argc, char **argv)
{
    ade20k_text *error = NULL, *text = NULL, *state = NULL;
    ade20k_evaluator *evaluator = NULL, *other = NULL;
    int64_t count = -1;

    expect(ade20k_abi() == ADE20K_EVAL_ABI, "the interface is the header's");
    expect(strchr(ade20k_version(), '.') != NULL, "there is a version");

    /* Class 0: 3 of 4 pixels; class 1: 3 of 4 + 1. The last column of the ground truth is ignored. IoU 3/4 and 3/4. */
    const uint8_t truth[12] = { 0, 0, 255, 0, 0, 255, 1, 1, 255, 1, 9, 255 };
    const int64_t predicted[8] = { 0, 0, 0, 1, 1, 1, 1, 1 };
    uint8_t mended[12];
    memcpy(mended, truth, sizeof mended);
    mended[10] = 255;                                     /* so that 3 pixels of class 1 are left, and all are right */
    const char *options = "{\"dataset\": {\"name\": \"two\", \"firstId\": 0, \"classes\": [\"a\", \"b\"], \"ignored\": [255]}}";
    ade20k_map left = { truth, 2, 4, 3, ADE20K_UINT8, 0 };   /* two of three columns: rows stand apart */
    ade20k_map right = { predicted, 2, 4, 0, ADE20K_INT64, 0 };

    ok(ade20k_evaluator_create(options, &evaluator, &error), &error, "create");
    refused(ade20k_evaluator_add(evaluator, "a", &left, &right, &error), ADE20K_BAD_INPUT, &error, "value 9 (1 pixel, the first at row 3, column 1)");
    left.pixels = mended;
    ok(ade20k_evaluator_add(evaluator, "a", &left, &right, &error), &error, "add");
    refused(ade20k_evaluator_add(evaluator, "a", &left, &right, &error), ADE20K_BAD_INPUT, &error, "added already");
    refused(ade20k_evaluator_add(evaluator, "b", NULL, &right, &error), ADE20K_BAD_USAGE, &error, "null");
    ok(ade20k_evaluator_count(evaluator, &count, &error), &error, "count");
    expect(count == 1, "one pair");

    /* A batch is added whole or not at all. */
    const ade20k_map lefts[2] = { left, left }, rights[2] = { right, right };
    const char *const names[2] = { "x", "a" };
    refused(ade20k_evaluator_add_batch(evaluator, 2, names, lefts, rights, &error), ADE20K_BAD_INPUT, &error, "a: an image of this name");
    ok(ade20k_evaluator_count(evaluator, &count, &error), &error, "count");
    expect(count == 1, "nothing of it was added");
    ok(ade20k_evaluator_create(options, &other, &error), &error, "create for a batch");
    ok(ade20k_evaluator_add_batch(other, 2, NULL, lefts, rights, &error), &error, "add a batch without names");
    ok(ade20k_evaluator_count(other, &count, &error), &error, "count the batch");
    expect(count == 2, "both were added");
    ade20k_evaluator_free(other);

    ok(ade20k_evaluator_scores(evaluator, "mmseg", &text, &error), &error, "scores");
    expect(fabs(figure(ade20k_text_bytes(text), "\"meanIou\":") - 0.75) < 1e-12, "mean IoU is (3/4 + 3/4) / 2");
    expect(ade20k_text_size(text) == strlen(ade20k_text_bytes(text)), "the size is that of the text");
    ade20k_text_free(text);

    ok(ade20k_evaluator_save(evaluator, &state, &error), &error, "save");
    ok(ade20k_evaluator_create(options, &other, &error), &error, "create another");
    ok(ade20k_evaluator_load(other, ade20k_text_bytes(state), ade20k_text_size(state), &error), &error, "load");
    refused(ade20k_evaluator_load(other, ade20k_text_bytes(state), ade20k_text_size(state) - 1, &error), ADE20K_BAD_INPUT, &error, "cut or changed");
    refused(ade20k_evaluator_merge(evaluator, other, 0, &error), ADE20K_BAD_INPUT, &error, "a: an image of this name");
    ok(ade20k_evaluator_merge(evaluator, other, 1, &error), &error, "merge what is equal");
    ok(ade20k_evaluator_count(evaluator, &count, &error), &error, "count");
    expect(count == 1, "it was counted once");
    ok(ade20k_evaluator_reset(other, &error), &error, "reset");
    ok(ade20k_evaluator_add(other, NULL, &left, &right, &error), &error, "add without a name");
    ok(ade20k_evaluator_merge(evaluator, other, 0, &error), &error, "merge");
    ade20k_text_free(state);

    ok(ade20k_evaluator_run(evaluator, "{\"protocol\": \"all\"}", &text, &error), &error, "run");
    expect(strstr(ade20k_text_bytes(text), "ade20k-eval/run/1") != NULL, "it is a run document");
    ade20k_text *comparison = NULL;
    ok(ade20k_compare(ade20k_text_bytes(text), ade20k_text_size(text), ade20k_text_bytes(text), ade20k_text_size(text), "{\"draws\": 10}", &comparison, &error), &error, "compare");
    expect(strstr(ade20k_text_bytes(comparison), "\"difference\":0") != NULL, "a run is no better than itself");
    ade20k_text_free(comparison);
    ade20k_text_free(text);

    /* Two classes, one cell each; fused to two pixels they stay what they were: the second class wins. */
    const float scores[2] = { 0.25f, 0.75f };
    const ade20k_view view = { scores, 2, 1, 1, ADE20K_FLOAT32, 0, 0, 1.0 };
    uint16_t labels[2] = { 7, 7 };
    ok(ade20k_fuse(&view, 1, 1, 2, NULL, labels, &error), &error, "fuse");
    expect(labels[0] == 1 && labels[1] == 1, "the larger score wins");

    /* Everything that is counted beside, of signed values of which one is ignored, and of a prediction of half the height. */
    const int32_t negative[8] = { 0, 0, 0, -1, 1, 1, 1, 1 };
    const uint8_t half[4] = { 0, 0, 1, 1 };
    const ade20k_map signed_map = { negative, 2, 4, 0, ADE20K_INT32, 0 }, small = { half, 2, 2, 0, ADE20K_UINT8, 0 };
    ok(ade20k_evaluator_create(
        "{\"dataset\": {\"name\": \"two\", \"firstId\": 0, \"classes\": [\"a\", \"b\"], \"ignored\": [255]}, \"ignore\": [-1], \"resize\": \"nearest\","
        " \"boundary\": true, \"errors\": 0.1, \"rings\": 2, \"sizes\": true, \"digests\": true}", &other, &error), &error, "create with everything");
    ok(ade20k_evaluator_add(other, "a", &signed_map, &small, &error), &error, "add with everything");
    ok(ade20k_evaluator_run(other, NULL, &text, &error), &error, "run with everything");
    expect(fabs(figure(ade20k_text_bytes(text), "\"meanIou\":") - 1) < 1e-12, "all seven pixels are right");
    expect(strstr(ade20k_text_bytes(text), "\"boundary\"") != NULL && strstr(ade20k_text_bytes(text), "\"sizes\"") != NULL, "it is in the document");
    ade20k_text_free(text);
    ok(ade20k_evaluator_save(other, &state, &error), &error, "save everything");
    refused(ade20k_evaluator_load(evaluator, ade20k_text_bytes(state), ade20k_text_size(state), &error), ADE20K_BAD_INPUT, &error, "same options");
    ok(ade20k_evaluator_reset(other, &error), &error, "reset everything");
    ok(ade20k_evaluator_load(other, ade20k_text_bytes(state), ade20k_text_size(state), &error), &error, "load everything");
    ade20k_text_free(state);
    ade20k_evaluator_free(other);

    refused(ade20k_evaluator_create("{\"protocoll\": \"mmseg\"}", &other, &error), ADE20K_BAD_USAGE, &error, "protocol");
    refused(ade20k_score("/nowhere", "/nowhere", NULL, &text, &error), ADE20K_BAD_INPUT, &error, "/nowhere");
    expect(ade20k_evaluator_count(evaluator, &count, NULL) == ADE20K_OK && count == 2, "an error may be unwanted");
    ade20k_evaluator_free(evaluator);
    refused(ade20k_evaluator_count(evaluator, &count, &error), ADE20K_BAD_USAGE, &error, "freed");
    ade20k_evaluator_free(NULL);

    if (argc > 2) {
        ok(ade20k_score(argv[1], argv[2], "{\"workers\": 1}", &text, &error), &error, "score");
        expect(strstr(ade20k_text_bytes(text), "\"sceneparse\"") != NULL, "folders are scored");
        ade20k_text_free(text);
    }

    puts("done");
    return 0;
}
