namespace Ade20kEval.Masks.Pairing;

/// <summary>Which of the files that Cityscapes has of each image are the ground truth.</summary>
public enum CityscapesLabels
{
    /// <summary><c>*_labelIds.png</c>: label ids 0..33.</summary>
    LabelIds,

    /// <summary><c>*_instanceIds.png</c>: label ids, and label id x 1000 + number where there are instances; needed for the instance scores.</summary>
    InstanceIds,

    /// <summary><c>*_labelTrainIds.png</c>: class indices 0..18, and 255 for void.</summary>
    TrainIds,
}
