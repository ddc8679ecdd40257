from pathlib import Path

import pytest

from factcheck.analysis.clause_model import from_json
from factcheck.training.fit_clauses import fit, tagged
from factcheck.training.treebank import clause_labels, read

SENTENCE = """# text = Er sagte im Mai, dass er kommt.
1\tEr\ter\tPRON\tPPER\t_\t2\tnsubj\t_\t_
2\tsagte\tsagen\tVERB\tVVFIN\tVerbForm=Fin\t0\troot\t_\t_
3-4\tim\t_\t_\t_\t_\t_\t_\t_\t_
3\tin\tin\tADP\tAPPR\t_\t5\tcase\t_\t_
4\tdem\tder\tDET\tART\t_\t5\tdet\t_\t_
5\tMai\tMai\tNOUN\tNN\t_\t2\tobl\t_\tSpaceAfter=No
6\t,\t,\tPUNCT\t$,\t_\t9\tpunct\t_\t_
7\tdass\tdass\tSCONJ\tKOUS\t_\t9\tmark\t_\t_
8\ter\ter\tPRON\tPPER\t_\t9\tnsubj\t_\t_
9\tkommt\tkommen\tVERB\tVVFIN\tVerbForm=Fin\t2\tccomp\t_\tSpaceAfter=No
10\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    path = tmp_path / "small.conllu"
    path.write_text(SENTENCE * 3, encoding="utf-8")
    return path


def test_a_multi_word_token_is_read_as_it_is_written(treebank: Path) -> None:
    first = next(iter(read(treebank, "de")))
    assert [word.form for word in first] == ["Er", "sagte", "im", "Mai", ",", "dass", "er", "kommt", "."]


def test_english_words_are_parted_as_our_own_are(treebank: Path) -> None:
    first = next(iter(read(treebank, "en")))
    assert [word.form for word in first][2:4] == ["in", "dem"]


def test_a_content_clause_begins_at_its_conjunction(treebank: Path) -> None:
    first = next(iter(read(treebank, "de")))
    assert clause_labels(first) == ["O", "O", "O", "O", "O", "B", "O", "O", "O"]


def test_our_own_tags_stand_for_the_words_of_the_treebank(treebank: Path) -> None:
    first = next(iter(read(treebank, "de")))
    assert tagged(first, "de")[5].tag == "KOUS"


def test_weights_are_learnt_and_read_back(treebank: Path) -> None:
    model = from_json(fit([treebank], "de"))
    assert set(model.labels) >= {"O", "B"}
