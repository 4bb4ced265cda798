/* Ade20kEval for C: scores segmentation masks that are in memory, or in files.
 *
 * Rules that hold for every function:
 *  - Texts are UTF-8 and end with a zero byte. JSON is strict; options are an object, NULL or "" for all defaults.
 *  - Functions that return int32_t return an ade20k_status. Where it is not ADE20K_OK, nothing was changed, outputs are not set,
 *    and *error (unless error is NULL) is a text that says what was found, what was expected and what to try. Free it.
 *    Advice in messages is in the words of the keys of options (resize="nearest").
 *  - Every function may be called by any thread at any time; an evaluator takes pairs from several threads at once. The one
 *    exception: an evaluator must not be freed while another thread uses it. A freed evaluator is refused, not followed.
 *  - Nothing that is passed in is kept: pixels, names and options may change or go as soon as the function has returned.
 *  - After fork() the child may go on with its copy of every evaluator.
 *
 * Needs a processor with AVX2, BMI and FMA (x86-64-v3) where compiled for x64, and is never unloaded: dlclose() has no effect.
 */
#ifndef ADE20K_EVAL_H
#define ADE20K_EVAL_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this interface. It grows when a function or structure changes; new functions leave it as it is. */
#define ADE20K_EVAL_ABI 1

typedef enum ade20k_status {
    ADE20K_OK = 0,
    ADE20K_BAD_USAGE = 2,        /* an option or argument that has no meaning */
    ADE20K_BAD_INPUT = 3,        /* masks, files, values or states that are wrong */
    ADE20K_ENVIRONMENT = 4,      /* no memory, no permission, a disk that failed */
    ADE20K_NOT_COMPARABLE = 6,   /* runs over other images, ground truth or classes */
    ADE20K_BUG = 70              /* a fault of this library */
} ade20k_status;

/* What an element of a mask is. Values are raw values, 0 to 65535, whatever the type; others are refused with their place. */
typedef enum ade20k_element {
    ADE20K_UINT8 = 1,
    ADE20K_INT8 = 2,
    ADE20K_UINT16 = 3,
    ADE20K_INT16 = 4,
    ADE20K_UINT32 = 5,
    ADE20K_INT32 = 6,
    ADE20K_UINT64 = 7,
    ADE20K_INT64 = 8,
    ADE20K_BOOL = 9,             /* a byte: 0, or 1 for everything else */
    ADE20K_FLOAT16 = 10,         /* scores only */
    ADE20K_FLOAT32 = 11,         /* scores only */
    ADE20K_FLOAT64 = 12          /* scores only */
} ade20k_element;

/* A mask: rows of elements in the machine's byte order. Rows of bytes without padding are counted where they lie. */
typedef struct ade20k_map {
    const void *pixels;          /* the first element of the first row, aligned as the type needs */
    int32_t width;               /* elements in a row, at least 1 */
    int32_t height;              /* rows, at least 1 */
    int64_t row_stride;          /* bytes from row to row, a multiple of the element's size; 0 for rows without padding */
    int32_t element;             /* an ade20k_element, without scores */
    int32_t reserved;            /* 0 */
} ade20k_map;

/* One score map of an image: class x row x column, no padding. */
typedef struct ade20k_view {
    const void *scores;
    int32_t classes;
    int32_t height;
    int32_t width;
    int32_t element;             /* ADE20K_FLOAT16, ADE20K_FLOAT32 or ADE20K_FLOAT64 */
    int32_t flipped;             /* not 0: the network saw the image mirrored left to right */
    int32_t reserved;            /* 0 */
    double weight;               /* above 0; only ratios matter */
} ade20k_view;

typedef struct ade20k_evaluator ade20k_evaluator;   /* opaque */
typedef struct ade20k_text ade20k_text;             /* opaque: a text or bytes that this library made */

/* The ADE20K_EVAL_ABI of the library that was loaded: compare it with the header's. */
int32_t ade20k_abi(void);

/* The library's version, as in "0.1.0". Not to be freed. */
const char *ade20k_version(void);

/* The bytes of a text, ended by a zero that is not counted; valid until it is freed. NULL has no bytes. */
const char *ade20k_text_bytes(const ade20k_text *text);
size_t ade20k_text_size(const ade20k_text *text);
void ade20k_text_free(ade20k_text *text);

/* Datasets and protocols by name: { "datasets": [ { "name", "title", "classCount", "protocol", "protocols" } ], "protocols": [...] }. */
int32_t ade20k_catalog(ade20k_text **json, ade20k_text **error);

/* A text of a document, such as a warning of run.json, with the keys of options behind each advice in it. */
int32_t ade20k_advise(const char *message, ade20k_text **advised, ade20k_text **error);

/* ---- masks in memory ------------------------------------------------------------------------------------------------------ */

/* An evaluator without pairs. Options:
 *   "dataset": a name, the path of a .json file, or the object that such a file holds         ["ade20k-150"]
 *   "protocol": a name or "all"                                                              [the dataset's own]
 *   "prediction_labels": "ids" | "indices"                                                   ["ids"]
 *   "strict": predicted values that the dataset does not know are an error                   [false]
 *   "lenient": ground-truth values that it does not know are left to the protocol            [false]
 *   "remap", "remap_ground_truth": { "from": to, ... } or the path of a file, all values at once
 *   "ignore": [value, ...]: ground-truth values that are left out as void, class or not; of masks in memory negative ones, too
 *   "boundary": true, or how wide the band is (a share of the diagonal): boundaries are scored, too   [false]
 *   "errors": true, or how near to the boundary an edge is (a share of the diagonal below 1, or pixels): kinds of error   [false]
 *   "rings": N: rings from the image's border to its centre
 *   "sizes": regions by their size                                                           [false]
 *   "resize": "none" | "nearest": a prediction of another size is brought to its ground truth's (pixel centres)   ["none"]
 *   "digests": run.json says which masks it is of, by SHA-256: that of the files which numpy.save makes of them as uint8, or as
 *       uint16 where a value needs it. Takes some fifteen times as long as counting uint8.    [false] */
int32_t ade20k_evaluator_create(const char *options, ade20k_evaluator **evaluator, ade20k_text **error);

/* NULL is allowed. */
void ade20k_evaluator_free(ade20k_evaluator *evaluator);

/* Adds a pair. name: 1 to 1024 characters on one line, each once; NULL for the next number. */
int32_t ade20k_evaluator_add(
    ade20k_evaluator *evaluator, const char *name, const ade20k_map *ground_truth, const ade20k_map *prediction, ade20k_text **error);

/* Adds as many pairs; all of them, or none if one is refused. names: NULL, or count names, each of which may be NULL. */
int32_t ade20k_evaluator_add_batch(
    ade20k_evaluator *evaluator, int32_t count, const char *const *names, const ade20k_map *ground_truths, const ade20k_map *predictions,
    ade20k_text **error);

/* How many pairs there are. */
int32_t ade20k_evaluator_count(ade20k_evaluator *evaluator, int64_t *count, ade20k_text **error);

/* Adds the pairs of another evaluator, which keeps them. A name that both have is refused, and then nothing is added; with
 * pass_over_equal, an image whose counts are equal in both is counted once instead (samplers that pad give one to two processes). */
int32_t ade20k_evaluator_merge(
    ade20k_evaluator *evaluator, ade20k_evaluator *other, int32_t pass_over_equal, ade20k_text **error);

/* Forgets every pair. */
int32_t ade20k_evaluator_reset(ade20k_evaluator *evaluator, ade20k_text **error);

/* All pairs as bytes, for another process, and these bytes merged into an evaluator of the same dataset. They hold no options. */
int32_t ade20k_evaluator_save(ade20k_evaluator *evaluator, ade20k_text **state, ade20k_text **error);
int32_t ade20k_evaluator_load(ade20k_evaluator *evaluator, const void *state, size_t size, ade20k_text **error);

/* The figures: "protocol", "scores", "classes", "warnings" as in run.json. protocol: a name, "all", or NULL for what the
 * evaluator was made with. */
int32_t ade20k_evaluator_scores(ade20k_evaluator *evaluator, const char *protocol, ade20k_text **json, ade20k_text **error);

/* The run document, at least one pair. Options: "protocol"; "intervals": "jackknife" | "none" | "bootstrap:N" | "bca:N" ["jackknife"];
 * "predictions", "ground_truth": what to call the two. Digests are empty, unless the evaluator takes them. */
int32_t ade20k_evaluator_run(ade20k_evaluator *evaluator, const char *options, ade20k_text **run_json, ade20k_text **error);

/* ---- files ---------------------------------------------------------------------------------------------------------------- */

/* Scores folders, archives or masks as the command `score` does, and gives the same run.json. Options: those of an evaluator without
 * "digests", and "intervals"; "encoding": "raw" | "palette" | "ade-full" | "gray"; "missing": "error" | "skip" | "wrong";
 * "extra": "error" | "skip"; "suffix": [endings of names that are no part of an image's name]; "follow_links": true;
 * "trimap": [widths of bands near boundaries, ascending]; "trimap_kind": "boundary" | "void"; "workers": N; "name": what to call the
 * predictions. */
int32_t ade20k_score(
    const char *predictions, const char *ground_truth, const char *options, ade20k_text **run_json, ade20k_text **error);

/* The same counts under another protocol. Options: "protocol", "intervals". */
int32_t ade20k_rescore(const void *run_json, size_t size, const char *options, ade20k_text **rescored, ade20k_text **error);

/* Two run documents, and how sure the difference is: the document of `compare --json`. Options: "protocol", "draws" [10000],
 * "level" [0.95], "force": other ground truth, or other images, are no hindrance [false]. */
int32_t ade20k_compare(
    const void *baseline, size_t baseline_size, const void *run, size_t run_size, const char *options,
    ade20k_text **comparison_json, ade20k_text **error);

/* Average precision of instances, from two files in COCO's format: the document of `instances --json`.
 * Options: "iou": "mask" | "box" | "boundary"; "protocol": "coco" | ...; "workers". */
int32_t ade20k_instances(
    const char *results, const char *ground_truth, const char *options, ade20k_text **instances_json, ade20k_text **error);

/* Panoptic quality, from two sets in COCO's panoptic format, or label maps against one: the document of `panoptic --json`.
 * Options: "iou": "mask" | "boundary"; "protocol": "panopticapi" | "torchmetrics"; "areas": "json" | "png"; "dataset": the categories;
 * "prediction_labels": "ids" | "indices"; "prediction_pngs", "ground_truth_pngs": where PNGs are; "mend": quirks between commas; "workers". */
int32_t ade20k_panoptic(
    const char *predictions, const char *ground_truth, const char *options, ade20k_text **panoptic_json, ade20k_text **error);

/* ---- scores to labels ------------------------------------------------------------------------------------------------------ */

/* Fuses score maps of one image, of several scales and flips, into its label map: height rows of width labels. Options:
 * "rule": "mmseg" | "csail" | "semseg" | "pspnet" | "maskformer" ["mmseg"]; "dataset": labels are its ids instead of class indices. */
int32_t ade20k_fuse(
    const ade20k_view *views, int32_t count, int32_t width, int32_t height, const char *options, uint16_t *labels, ade20k_text **error);

#ifdef __cplusplus
}
#endif

#endif
