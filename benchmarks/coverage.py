#!/usr/bin/env python3
"""How often 95 % jackknife intervals of mean IoU hold the truth: coverage.py [SEED] [--silent]

A population of 8,000 images and 150 classes (Zipf-like presence, log-normal areas) and two models with correlated errors; 200 samples of n images each. The truth is the
population's IoU, averaged over the classes that a sample shows. Two rules for a class whose ground truth all leaves with the image that is left out:
  union   it keeps its IoU where nothing of it is predicted elsewhere either, and else becomes 0
  truth   it keeps its IoU, whatever is predicted elsewhere (what the engine does)
With --silent the first model never predicts a class that is not in the image. Prints coverage and mean width in points, and how often a difference that is of one sign
has an interval that is wholly of the other. Needs numpy.
"""
import sys

import numpy as np

CLASSES, IMAGES, SAMPLES = 150, 8000, 200
STUDENT = {24: 2.0687, 50: 2.0096, 200: 1.9720, 500: 1.9647}


def main():
    seed = next((int(word) for word in sys.argv[1:] if word.isdigit()), 1)
    rng = np.random.default_rng(seed)
    presence = np.minimum(.9, 1.2 / np.arange(1, CLASSES + 1) ** .85)
    size = np.exp(rng.normal(9.5, 1, CLASSES))
    present = rng.random((IMAGES, CLASSES)) < presence
    pixels = present * np.exp(rng.normal(0, 1, (IMAGES, CLASSES))) * size
    quality = rng.beta(3, 2, CLASSES)
    common = rng.normal(0, 1, (IMAGES, 1)) * .5 + rng.normal(0, 1, (IMAGES, CLASSES)) * .6

    def model(shift, elsewhere):
        own = rng.normal(0, 1, (IMAGES, CLASSES)) * .5
        recall = 1 / (1 + np.exp(-(np.log(quality / (1 - quality)) + shift + common + own)))
        hits = pixels * recall
        missed = pixels - hits
        weight = present * .8 + elsewhere * presence
        wrong = missed.sum(1, keepdims=True) * weight / weight.sum(1, keepdims=True)
        return hits, hits + missed + wrong

    models = [model(0, 0 if '--silent' in sys.argv else .02), model(.1, .02)]
    truths = [hits.sum(0) / union.sum(0) for hits, union in models]
    for n in STUDENT:
        tally = {}
        for _ in range(SAMPLES):
            chosen = rng.choice(IMAGES, n, replace=False)
            shown = present[chosen].any(0)
            for rule in ('union', 'truth'):
                values, left = zip(*(leave_out(hits[chosen], union[chosen], pixels[chosen], rule, shown) for hits, union in models))
                for name, value, rest, truth in (('single', values[0], left[0], truths[0][shown].mean()),
                                                 ('difference', values[1] - values[0], left[1] - left[0], (truths[1] - truths[0])[shown].mean())):
                    centre = n * value - (n - 1) * rest.mean()
                    half = STUDENT[n] * np.sqrt((n - 1) / n * ((rest - rest.mean()) ** 2).sum())
                    sums = tally.setdefault((name, rule), np.zeros(3))
                    sums += centre - half <= truth <= centre + half, 200 * half, (centre - half > 0 > value) or (centre + half < 0 < value)
        for (name, rule), sums in sorted(tally.items()):
            covered, width, flipped = sums / SAMPLES
            print(f'n {n:4}  {name:10}  {rule:5}  coverage {covered:.2f}  width {width:5.1f}  other sign {flipped:.2f}', flush=True)


def leave_out(hits, union, pixels, rule, shown):
    whole_hits, whole_union, whole_pixels = hits.sum(0), union.sum(0), pixels.sum(0)
    whole = whole_hits / np.maximum(whole_union, 1e-9)
    kept = whole_union - union < 1e-6 if rule == 'union' else whole_pixels - pixels < 1e-6
    rest = np.where(kept, whole, (whole_hits - hits) / np.maximum(whole_union - union, 1e-9))
    return whole[shown].mean(), rest[:, shown].mean(1)


main()
