import pydantic
import pytest

from analysis import documents
from analysis.errors import InputError


def test_a_file_that_is_no_yaml_is_refused_in_one_line(tmp_path):
    (tmp_path / "a.yml").write_text("a: [1")
    with pytest.raises(InputError, match="a.yml: cannot be read") as error:
        documents.read_yaml(tmp_path / "a.yml", "a list")
    assert "\n" not in str(error.value)
    with pytest.raises(InputError, match="b.yml: the file is missing; expected a list"):
        documents.read_yaml(tmp_path / "b.yml", "a list")


def test_the_first_problem_names_its_place_and_what_was_found():
    class Pair(pydantic.BaseModel):
        left: int

    with pytest.raises(pydantic.ValidationError) as error:
        Pair.model_validate({"left": "many"})
    assert documents.first_problem(error.value).startswith("left: Input should be a valid integer")
    assert documents.first_problem(error.value).endswith("(found many)")
