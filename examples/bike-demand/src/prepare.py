"""Splits the hours by date: training and test days of the known hours, and all later ones as production traffic."""

import argparse
from pathlib import Path

import pandas as pd

from features import FEATURES, TARGET


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--arrived", type=Path, required=True, help="hours that became known since, with the same columns")
    parser.add_argument("--train-until", required=True, help="last day of the training months, YYYY-MM-DD")
    parser.add_argument("--test-every", type=int, required=True, help="every n-th day is held out")
    args = parser.parse_args()

    hours = pd.read_csv(args.data)
    known = hours[hours["dteday"] <= args.train_until]
    later = hours[hours["dteday"] > args.train_until]
    if known.empty or later.empty:
        raise SystemExit(f"--train-until {args.train_until} leaves nothing on one side of the split")
    columns = ["dteday", *FEATURES, TARGET]
    known = pd.concat([known[columns], pd.read_csv(args.arrived)[columns]], ignore_index=True)
    day = known["dteday"].rank(method="dense").astype(int)
    held_out = day % args.test_every == 0

    build = Path("build")
    build.mkdir(exist_ok=True)
    for name, rows in {"train": known[~held_out], "test": known[held_out], "production": later}.items():
        rows[columns].to_csv(build / f"{name}.csv", index=False)
        print(f"{name}: {len(rows)} hours, {rows['dteday'].min()} to {rows['dteday'].max()}, mean {rows[TARGET].mean():.1f} rentals")


if __name__ == "__main__":
    main()
