"""How well RecBole's next-item recommenders foresee held-out actions.

    pip install recbole==1.2.0 && python recbole_accuracy.py Beauty.txt.gz FPMC TransRec GRU4Rec BPR

The split and what is counted are those of accuracy.py: the last action of each user is for test, the one before it
for validation, on which training is stopped; lists of ten hold no item that the user has acted on before.
"""

import argparse
import gzip
import os
import tempfile

import numpy as np
import torch
from recbole.config import Config
from recbole.data import create_dataset, data_preparation
from recbole.trainer import Trainer
from recbole.utils import get_model, init_seed

TOP = 10
RANK = 64
BATCH = 512


def sequences(path):
    """The items of each user, as they are named."""
    read = gzip.open if path.endswith(".gz") else open
    with read(path, "rt") as lines:
        return [line.split()[1:] for line in lines]


def write(actions, folder):
    """The actions in RecBole's format, the place of an action as its time."""
    os.makedirs(os.path.join(folder, "log"))
    with open(os.path.join(folder, "log", "log.inter"), "w") as out:
        out.write("user_id:token\titem_id:token\ttimestamp:float\n")
        for user, own in enumerate(actions):
            for time, item in enumerate(own):
                out.write(f"u{user}\t{item}\t{time}\n")


def scores(model, dataset, users, histories, longest):
    """The scores of all items for some users after their histories."""
    length = [min(len(own), longest) for own in histories]
    items = torch.zeros(len(histories), longest, dtype=torch.long)
    for row, own in enumerate(histories):
        items[row, :length[row]] = torch.tensor(own[-longest:])
    with torch.no_grad():
        return model.full_sort_predict({
            dataset.uid_field: torch.tensor(users), "item_id_list": items,
            "item_length": torch.tensor(length)}).view(len(users), -1).numpy()


def accuracy(model, dataset, actions, cut, longest):
    """Recall and NDCG of one held-out item in lists of ten that leave out what was seen."""
    numbers = [[dataset.token2id(dataset.iid_field, item) for item in own] for own in actions]
    hits, gains = [], []
    for start in range(0, len(actions), BATCH):
        users = range(start, min(len(actions), start + BATCH))
        histories = [numbers[user][:cut] for user in users]
        names = [dataset.token2id(dataset.uid_field, f"u{user}") for user in users]
        table = scores(model, dataset, names, histories, longest)
        table[:, 0] = -np.inf
        for row, user in enumerate(users):
            held = numbers[user][cut]
            own = table[row, held]
            table[row, histories[row]] = -np.inf
            place = (table[row] > own).sum()
            hit = place < TOP and held not in histories[row]
            hits.append(hit)
            gains.append(hit / np.log2(place + 2))
    return np.mean(hits), np.mean(gains)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sequences")
    parser.add_argument("models", nargs="+")
    parser.add_argument("--epochs", type=int, default=300)
    parser.add_argument("--rate", type=float, default=0.001)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    actions = sequences(arguments.sequences)
    with tempfile.TemporaryDirectory() as folder:
        write(actions, folder)
        for name in arguments.models:
            pairs = name != "GRU4Rec"
            config = Config(model=name, dataset="log", config_dict={
                "data_path": folder, "checkpoint_dir": folder, "embedding_size": RANK,
                "hidden_size": RANK, "num_layers": 1, "epochs": arguments.epochs,
                "learning_rate": arguments.rate, "seed": 1, "use_gpu": False,
                "load_col": {"inter": ["user_id", "item_id", "timestamp"]},
                "eval_args": {"split": {"LS": "valid_and_test"}, "order": "TO", "mode": "full"},
                "metrics": ["Recall", "NDCG"], "topk": [TOP], "valid_metric": "NDCG@10",
                "stopping_step": 5, "show_progress": False, "state": "WARNING",
                "train_neg_sample_args":
                    {"distribution": "uniform", "sample_num": 1} if pairs else None,
            })
            init_seed(1, True)
            dataset = create_dataset(config)
            train, valid, _ = data_preparation(config, dataset)
            model = get_model(name)(config, train._dataset)
            trainer = Trainer(config, model)
            trainer.fit(train, valid, saved=True, show_progress=False, verbose=False)
            model.load_state_dict(
                torch.load(trainer.saved_model_file, weights_only=False)["state_dict"])
            model.eval()
            longest = config["MAX_ITEM_LIST_LENGTH"] or 50
            found = [accuracy(model, dataset, actions, cut, longest) for cut in (-2, -1)]
            print("{}: validation {:.4f}, {:.4f}; test {:.4f}, {:.4f}".format(
                name, *found[0], *found[1]), flush=True)


if __name__ == "__main__":
    main()
