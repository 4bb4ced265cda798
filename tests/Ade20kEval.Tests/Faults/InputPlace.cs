namespace Ade20kEval.Tests.Faults;

/// <summary>A place where a command takes a file of somebody else.</summary>
/// <param name="Symbol">The command and its option or argument, as <c>score --remap</c>; several files may be taken in one place.</param>
/// <param name="CommandLine">What is run. WHAT is the file, IN the folder that holds it; other capitals are the bench's (<see cref="PlaceBench"/>).</param>
/// <param name="Name">What the file is called: its ending decides how it is read.</param>
/// <param name="Good">Which content of the bench is well there.</param>
public sealed record InputPlace(string Symbol, string CommandLine, string Name, string Good)
{
    private const string Add = "leaderboard add BOARD RUN --team T --method M --date 2026-01-01";
    private const string Report = "report RUN1 --out OUT --write html";

    /// <summary>Every place, in the order of the help.</summary>
    public static IReadOnlyList<InputPlace> All { get; } =
    [
        new("score PREDICTIONS GROUND_TRUTH", "score WHAT GROUND1", "a.png", "mask"), new("score PREDICTIONS GROUND_TRUTH", "score IN GROUND1", "a.png", "mask"), new("score PREDICTIONS GROUND_TRUTH", "score WHAT GROUND1", "a.zip", "zip"),
        new("score PREDICTIONS GROUND_TRUTH", "score WHAT GROUND1", "a.tar", "tar"), new("score PREDICTIONS GROUND_TRUTH", "score WHAT GROUND1", "a.tar.gz", "tar.gz"), new("score PREDICTIONS GROUND_TRUTH", "score WHAT GROUND1", "a.csv", "csv"),
        new("score PREDICTIONS GROUND_TRUTH", "score WHAT GROUND1", "a.json", "json"), new("score PREDICTIONS GROUND_TRUTH", "score WHAT GROUND1", "a.npy", "npy"), new("score PREDICTIONS GROUND_TRUTH", "score WHAT GROUND1", "a.npz", "npz"),
        new("score PREDICTIONS GROUND_TRUTH", "score WHAT GROUND1", "a.tif", "tif"), new("score PREDICTIONS GROUND_TRUTH", "score WHAT GROUND1", "a.bmp", "bmp"),
        new("score PREDICTIONS GROUND_TRUTH", "score WHAT GROUND1", "a.gif", "gif"), new("score PREDICTIONS GROUND_TRUTH", "score WHAT GROUND1", "a.tga", "tga"), new("score PREDICTIONS GROUND_TRUTH", "score WHAT GROUND1", "a.webp", "webp"),
        new("score PREDICTIONS GROUND_TRUTH", "score PREDICTIONS1 WHAT", "a.png", "mask"), new("score PREDICTIONS GROUND_TRUTH", "score PREDICTIONS1 WHAT", "a.zip", "zip"), new("score --predictions", "score --predictions PREDICTIONS1 --predictions WHAT GROUND1 --name A --name B", "a.png", "mask"),
        new("score --dataset", "score PREDICTIONS GROUND --dataset WHAT", "few.json", "dataset"), new("score --images", "score PREDICTIONS1 GROUND1 --images IN --out OUT --write html", "a.png", "picture"),
        new("score --remap", "score PREDICTIONS GROUND --remap WHAT", "remap.csv", "remap"), new("score --remap", "score PREDICTIONS GROUND --remap WHAT", "remap.json", "remap.json"),
        new("score --remap-ground-truth", "score PREDICTIONS GROUND --remap-ground-truth WHAT", "remap.csv", "remap"), new("score --slices", "score PREDICTIONS GROUND --slices WHAT", "slices.csv", "slices"),
        new("score --scenes", "score PREDICTIONS GROUND --scenes WHAT", "scenes.txt", "scenes"), new("score --font", "score PREDICTIONS GROUND --out OUT --write png --font WHAT", "font.ttf", "font"),
        new("inspect FILE", "inspect WHAT", "a.png", "mask"), new("inspect FILE", "inspect WHAT", "a.npy", "npy"), new("inspect FILE", "inspect WHAT", "a.tif", "tif"), new("inspect FILE", "inspect WHAT", "a.zip", "zip"),
        new("inspect --dataset", "inspect MASK --dataset WHAT", "few.json", "dataset"),
        new("doctor PREDICTIONS", "doctor WHAT GROUND1", "a.zip", "zip"), new("doctor GROUND_TRUTH", "doctor PREDICTIONS1 WHAT", "a.png", "mask"), new("doctor --dataset", "doctor PREDICTIONS GROUND --dataset WHAT", "few.json", "dataset"),
        new("fuse --view", "fuse --view IN --sizes-from GROUND1 --out OUT", "a.npy", "scores.npy"), new("fuse --view", "fuse --view IN --sizes-from GROUND1 --out OUT", "a.npz", "scores.npz"),
        new("fuse --view", "fuse --view IN --sizes-from GROUND1 --out OUT", "a.safetensors", "scores.safetensors"), new("fuse --view", "fuse --votes --view IN --sizes-from GROUND1 --out OUT", "a.png", "mask"),
        new("fuse --sizes-from", "fuse --view SCORES --sizes-from WHAT --out OUT", "a.png", "mask"), new("fuse --dataset", "fuse --votes --view PREDICTIONS --sizes-from GROUND --out OUT --dataset WHAT", "few.json", "dataset"),
        new("fuse --scenes", "fuse --votes --view PREDICTIONS --sizes-from GROUND --score --run-out OUT --scenes WHAT", "scenes.txt", "scenes"),
        new("fuse --font", "fuse --votes --view PREDICTIONS --sizes-from GROUND --score --each --run-out OUT --write png --font WHAT", "font.ttf", "font"),
        new("report RUN.json", "report WHAT --out OUT", "run.json", "run"), new("report --predictions", Report + " --predictions IN --ground-truth GROUND1", "a.png", "mask"),
        new("report --ground-truth", Report + " --predictions PREDICTIONS1 --ground-truth IN", "a.png", "mask"), new("report --compare", "report RUN --out OUT --write html --compare WHAT", "run.json", "run"),
        new("report --images", Report + " --images IN --predictions PREDICTIONS1 --ground-truth GROUND1", "a.png", "picture"), new("report --slices", "report RUN --out OUT --write html --slices WHAT", "slices.csv", "slices of the run"),
        new("report --font", "report RUN --out OUT --write png --font WHAT", "font.ttf", "font"),
        new("rescore RUN.json", "rescore WHAT", "run.json", "run"), new("rescore --slices", "rescore RUN --slices WHAT", "slices.csv", "slices of the run"), new("rescore --scenes", "rescore RUN --ci bootstrap:100 --scenes WHAT", "scenes.txt", "scenes of the run"),
        new("compare BASELINE", "compare WHAT RUN", "run.json", "run"), new("compare RUN", "compare RUN WHAT", "run.json", "run"), new("compare --ground-truth", "compare PREDICTIONS1 PREDICTIONS1 --ground-truth WHAT --name A --name B", "a.png", "mask"),
        new("compare --dataset", "compare PREDICTIONS PREDICTIONS --ground-truth GROUND --name A --name B --dataset WHAT", "few.json", "dataset"),
        new("compare --images", "compare PREDICTIONS1 PREDICTIONS1 --ground-truth GROUND1 --name A --name B --images IN --out OUT --write html", "a.png", "picture"),
        new("compare --slices", "compare RUN RUN --slices WHAT", "slices.csv", "slices of the run"), new("compare --scenes", "compare RUN RUN --scenes WHAT", "scenes.txt", "scenes of the run"), new("compare --gates", "compare RUN RUN --gates WHAT", "gate.json", "gates"),
        new("compare --font", "compare RUN RUN --out OUT --write png --font WHAT", "font.ttf", "font"),
        new("explain RUN", "explain WHAT", "run.json", "run"), new("explain --slices", "explain RUN --slices WHAT", "slices.csv", "slices of the run"), new("table RUN", "table WHAT", "run.json", "run"),
        new("instances RESULTS", "instances WHAT TRUTH", "results.json", "results"), new("instances GROUND_TRUTH", "instances RESULTS WHAT", "truth.json", "truth"), new("instances --dataset", "instances RESULTS TRUTH --dataset WHAT", "categories.json", "categories"),
        new("instances --images", "instances RESULTS INSTANCES --images WHAT --protocol instseg100", "imgCatIds.json", "image list"), new("instances GROUND_TRUTH", "instances RESULTS IN --images IMAGES --protocol instseg100", "a.png", "instance picture"),
        new("panoptic PREDICTIONS", "panoptic WHAT PANOPTIC --prediction-pngs SEGMENTS", "pred.json", "panoptic results"), new("panoptic GROUND_TRUTH", "panoptic PANOPTICRESULTS WHAT --ground-truth-pngs SEGMENTS", "truth.json", "panoptic truth"),
        new("panoptic --prediction-pngs", "panoptic PANOPTICRESULTS PANOPTIC --prediction-pngs IN", "x.png", "segments"), new("panoptic --ground-truth-pngs", "panoptic PANOPTICRESULTS PANOPTIC --ground-truth-pngs IN", "x.png", "segments"),
        new("panoptic --dataset", "panoptic PANOPTICRESULTS PANOPTIC --dataset WHAT", "categories.json", "panoptic categories"), new("panoptic PREDICTIONS", "panoptic WHAT PANOPTIC", "pred.zip", "panoptic zip"),
        new("validate SUBMISSION", "validate WHAT --names NAMES1", "a.zip", "zip of a PNG"), new("validate --names", "validate PREDICTIONS --names WHAT", "names.txt", "names"), new("validate --ground-truth", "validate PREDICTIONS1 --ground-truth WHAT", "a.png", "mask"),
        new("validate --dataset", "validate PREDICTIONS --names NAMES --dataset WHAT", "few.json", "dataset"),
        new("pack MASKS", "pack IN --names NAMES1 --out OUT/x.zip", "a.png", "mask"), new("pack --names", "pack PREDICTIONS --names WHAT --out OUT/x.zip", "names.txt", "names"), new("pack --ground-truth", "pack PREDICTIONS1 --ground-truth WHAT --out OUT/x.zip", "a.png", "mask"),
        new("pack --dataset", "pack PREDICTIONS --names NAMES --dataset WHAT --out OUT/x.zip", "few.json", "dataset"),
        new("merge PART", "merge WHAT", "run.1-of-1.json", "shard"), new("merge PART", "merge IN", "run.1-of-1.json", "shard"), new("merge --slices", "merge SHARD --slices WHAT", "slices.csv", "slices of one"), new("merge --font", "merge SHARD --out OUT --write png --font WHAT", "font.ttf", "font"),
        new("figure --predictions", "figure --predictions IN --ground-truth GROUND1 --out OUT", "a.png", "mask"), new("figure --ground-truth", "figure --predictions PREDICTIONS1 --ground-truth IN --out OUT", "a.png", "mask"),
        new("figure --dataset", "figure --predictions PREDICTIONS1 --ground-truth GROUND1 --out OUT --dataset WHAT", "few.json", "dataset"), new("figure --images", "figure --predictions PREDICTIONS1 --ground-truth GROUND1 --out OUT --images IN", "a.png", "picture"),
        new("figure --font", "figure --predictions PREDICTIONS1 --ground-truth GROUND1 --out OUT --font WHAT", "font.ttf", "font"),
        new("colorize MASKS", "colorize WHAT OUT", "a.png", "mask"), new("colorize --dataset", "colorize PREDICTIONS OUT --dataset WHAT", "few.json", "dataset"), new("colorize --images", "colorize PREDICTIONS1 OUT --images IN", "a.png", "picture"),
        new("convert FULL", "convert IN OUT", "x_seg.png", "full annotation"), new("datasets NAME", "datasets WHAT", "few.json", "dataset"),
        new("codabench GROUND_TRUTH", "codabench WHAT --bundle OUT --title T --phase Dev=2027-01-01 --executable EXECUTABLE", "a.zip", "zip"),
        new("codabench --dataset", "codabench GROUND --bundle OUT --title T --phase Dev=2027-01-01 --executable EXECUTABLE --dataset WHAT", "few.json", "dataset"),
        new("evalai --dataset", "evalai GROUND --bundle OUT --title T --phase Dev=2027-01-01..2027-02-01 --executable EXECUTABLE --dataset WHAT", "few.json", "dataset"),
        new("codabench --executable", "codabench GROUND --bundle OUT --title T --phase Dev=2027-01-01 --executable WHAT", "tool", "executable"),
        new("evalai GROUND_TRUTH", "evalai WHAT --bundle OUT --title T --phase Dev=2027-01-01..2027-02-01 --executable EXECUTABLE", "a.zip", "zip"),
        new("evalai --executable", "evalai GROUND --bundle OUT --title T --phase Dev=2027-01-01..2027-02-01 --executable WHAT", "tool", "executable"),
        new("leaderboard init --ground-truth", "leaderboard init OUT --title T --ground-truth WHAT", "a.png", "mask"), new("leaderboard init --dataset", "leaderboard init OUT --title T --dataset WHAT", "few.json", "dataset"),
        new("leaderboard init --key", "leaderboard init OUT --title T --key WHAT", "key.pem", "key"),
        new("leaderboard add SUBMISSION", Add.Replace("RUN", "WHAT", StringComparison.Ordinal), "run.json", "run"), new("leaderboard add SUBMISSION", "leaderboard add KEYED WHAT --ground-truth GROUND1 --key KEY --team T --method M", "a.zip", "zip of a PNG"),
        new("leaderboard add --ground-truth", "leaderboard add KEYED PREDICTIONS1 --ground-truth WHAT --key KEY --team T --method M", "a.zip", "zip of a PNG"),
        new("leaderboard add --dataset", "leaderboard add FEW PREDICTIONS --ground-truth GROUND --dataset WHAT --team T --method M", "few.json", "dataset"),
        new("leaderboard add --key", "leaderboard add KEYED PREDICTIONS1 --ground-truth GROUND1 --key WHAT --team T --method M", "key.pem", "key"),
        new("leaderboard withdraw --key", "leaderboard withdraw KEYED ENTRY --reason R --key WHAT", "key.pem", "key"), new("leaderboard restore --key", "leaderboard restore KEYED WITHDRAWN --reason R --key WHAT", "key.pem", "key"),
        new("leaderboard rescore --key", "leaderboard rescore KEYED --reason R --key WHAT", "key.pem", "key"),
        new("leaderboard rescore --ground-truth", "leaderboard rescore KEYED --reason R --key KEY --ground-truth WHAT --submissions SUBMISSIONS", "a.zip", "zip of a PNG"),
        new("leaderboard rescore --submissions", "leaderboard rescore KEYED --reason R --key KEY --ground-truth GROUND1 --submissions IN", "a.zip", "zip of a PNG"),
        new("leaderboard verify --ground-truth", "leaderboard verify KEYED --ground-truth WHAT", "a.png", "mask"), new("leaderboard verify --key", "leaderboard verify KEYED --repair --key WHAT", "key.pem", "key"), new("leaderboard verify --receipt", "leaderboard verify KEYED --receipt WHAT", "receipt.json", "receipt"),
        new("leaderboard import FILE.csv", "leaderboard import BOARD WHAT", "table.csv", "published"), new("leaderboard import --key", "leaderboard import KEYED PUBLISHED --key WHAT", "key.pem", "key"),
        new("leaderboard publish --font", "leaderboard publish KEYED OUT --write png --font WHAT", "font.ttf", "font"),
        new("leaderboard * BOARD", "leaderboard verify KEYED", "KEYED/board.json", ""), new("leaderboard * BOARD", "leaderboard verify KEYED", "KEYED/ENTRY", ""), new("leaderboard * BOARD", "leaderboard verify KEYED", "KEYED/RECORD", ""),
        new("leaderboard * BOARD", "leaderboard verify KEYED", "KEYED/DOCUMENT", ""), new("leaderboard * BOARD", "leaderboard list KEYED", "KEYED/board.json", ""), new("leaderboard * BOARD", "leaderboard list KEYED", "KEYED/ENTRY", ""),
        new("leaderboard * BOARD", "leaderboard publish KEYED OUT", "KEYED/RECORD", ""), new("leaderboard * BOARD", "leaderboard publish KEYED OUT", "KEYED/DOCUMENT", ""), new("leaderboard * BOARD", "leaderboard verify SITE", "SITE/ledger.json", ""),
        new("leaderboard init --over", "leaderboard init OUT --title T --over BOARD --over FEW", "FEW/board.json", ""), new("leaderboard * BOARD", "leaderboard list TOGETHER", "TOGETHER/boards.json", ""),
    ];

    /// <summary>Options and arguments that name what is written, or what is looked at without being opened.</summary>
    public static IReadOnlyList<string> Others { get; } =
    [
        "score --out", "score --for-participants", "doctor --write-remap", "doctor --write-mended", "fuse --out", "fuse --run-out", "report --out", "rescore --out", "compare --out", "instances --out", "panoptic --out",
        "validate --host-log", "pack --out", "merge --out", "figure --out", "colorize DIR", "convert DIR", "demo DIR", "codabench --bundle", "evalai --bundle", "leaderboard export FILE", "leaderboard publish DIR",
        "codabench --board", "evalai --board", "leaderboard verify --site",   // what is in a board and a site has its rows under leaderboard
        "score --participant-page", "slurm --submissions", "slurm --board", "slurm --teams", "slurm --key",
        "slurm --out", "slurm SCORE", "kubernetes --out", "kubernetes SCORE", "kubernetes --claim",   // these print command lines; the logs that slurm --status shows are another test's
    ];

    public override string ToString() => $"{CommandLine} {Name}";
}
