import pytest
from linear.conftest import Talk
from linear.script import COMPOUND

from alktui.linear.questionnaire import QUESTIONS


def test_case_is_walked_from_the_first_question_to_the_last(talk: Talk) -> None:
    walk = talk(COMPOUND).walk
    assert walk.entry.disease == "ALCL"
    assert walk.entry.setting == "relapsed"
    assert [line.name for line in walk.entry.prior] == ["crizotinib", "lorlatinib"]
    assert [finding.text for finding in walk.entry.findings] == ["C1156Y+L1198F"]
    assert walk.report is not None


def test_questions_can_all_be_skipped(talk: Talk) -> None:
    conversation = talk([""] * 40)
    assert conversation.walk.entry.is_empty
    asked = [number for number in range(1, len(QUESTIONS) + 1) if conversation.says(f"Question {number}. ")]
    assert asked == [1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14]
    assert conversation.says("Case: no disease is given yet.")


def test_every_field_is_taken(talk: Talk) -> None:
    answers = ["NSCLC", "refractory", "CRIZOTINIB", "lorlatinib:intolerant", "", "yes", "I1171N", "p.Leu1196Met", "", "2", "no"]
    answers += ["il-10ra=HIGH", "PD-L1=positive", "", "chemotherapy:stopped", "", "child", "1"]
    answers += ["EML4-ALK", "board 7", "What next?"]
    walk = talk(answers).walk
    assert walk.report is not None
    case = walk.report.case
    assert (case.disease, case.setting, case.age_group, case.alk) == ("NSCLC", "relapsed", "paediatric", "positive")
    assert [(line.therapy, line.outcome) for line in case.prior] == [("crizotinib", "progressed"), ("lorlatinib", "intolerant")]
    assert [finding.profile for finding in case.findings] == ["I1171N", "L1196M"]
    assert (case.phase, case.sequencing, case.amplification) == ("trans", "mutation-found", False)
    assert case.biomarkers == {"IL10RA": "high", "PD-L1": "positive"}
    assert [(line.therapy, line.outcome) for line in case.prior_therapies] == [("chemotherapy", "stopped")]
    assert (case.fusion, case.label, case.question) == ("EML4-ALK", "board 7", "What next?")
    assert case.assumed == ("crizotinib progressed",)


def test_tki_that_the_reviews_do_not_know_is_taken_by_its_name(talk: Talk) -> None:
    conversation = talk(["NSCLC", "", "other:foo", ""])
    assert [line.name for line in conversation.walk.entry.prior] == ["other:foo"]
    assert conversation.says("Prior ALK TKIs: foo (not in these reviews) (progressed, assumed).")


@pytest.mark.parametrize(
    ("answers", "refusal"),
    [
        pytest.param(["ALCM"], "Did you mean ALCL", id="disease"),
        pytest.param(["4"], "Use one of ALCL, NSCLC, LUAD.", id="number"),
        pytest.param(["1", "relapse"], "Did you mean relapsed", id="setting"),
        pytest.param(["1", "2", "crizotnib"], "Did you mean crizotinib", id="TKI"),
        pytest.param(["1", "2", "crizotinib:cured"], "Use one of progressed, intolerant, stopped, ongoing.", id="outcome"),
        pytest.param(["1", "2", "chemotherapy"], "is not an ALK TKI", id="no TKI"),
        pytest.param(["1", "2", "", "", "C1196Y"], "did you mean C1156Y?", id="residue"),
        pytest.param(["1", "2", "", "", "hello"], "Type a variant like G1202R", id="no variant"),
        pytest.param(["1", "2", "", "2", "", "IL10RB=high"], "Did you mean IL10RA", id="biomarker"),
        pytest.param(["1", "2", "", "2", "", "IL10RA=orange"], "Use one of", id="state"),
        pytest.param(["1", "2", "", "2", "", "IL10RA"], "Type one of IL10RA=high, IL10RA=low.", id="no state"),
        pytest.param(["1", "2", "", "2", "", "", "asprin"], "is not a therapy known here", id="therapy"),
    ],
)
def test_refusal_is_said_and_the_question_is_asked_again(talk: Talk, answers: list[str], refusal: str) -> None:
    conversation = talk(answers)
    assert conversation.count(refusal) == 1
    assert conversation.prompts[-1] == conversation.prompts[-2], "the same question again"
    assert conversation.walk.entry == talk(answers[:-1]).walk.entry, "nothing else is lost"


def test_answer_that_contradicts_another_is_refused(talk: Talk) -> None:
    conversation = talk(["1", "2", "crizotinib", "none", "back", "untreated"])
    assert conversation.count("crizotinib is entered as given before") == 2
    assert conversation.walk.entry.setting == "relapsed"
    assert not conversation.walk.entry.no_prior_tki


def test_compound_of_one_residue_is_refused(talk: Talk) -> None:
    conversation = talk(["1", "2", "", "", "I1171N", "I1171T", "", "cis"])
    assert conversation.says("two findings change the same residue")
    assert conversation.walk.entry.phase == ""


def test_no_prior_tki_is_known(talk: Talk) -> None:
    conversation = talk(["2", "", "none"])
    assert conversation.says("Prior ALK TKIs: none given before.")
    assert conversation.walk.report is not None
    assert conversation.walk.report.case.prior_complete


def test_untreated_is_not_asked_for_tkis(talk: Talk) -> None:
    assert not talk(["2", "1"]).says("Question 3.")


def test_not_sequenced_is_not_asked_for_variants(talk: Talk) -> None:
    assert not talk(["2", "2", "", "3"]).says("Question 5.")


def test_phase_is_asked_of_several_findings_only(talk: Talk) -> None:
    assert not talk(["1", "2", "", "", "G1202R", ""]).says("Question 6.")
    conversation = talk(["1", "2", "", "", "G1202R", "L1196M", "", "1"])
    assert conversation.says("Question 6.")
    assert conversation.walk.entry.phase == "cis"


@pytest.mark.parametrize("answer", ["2", "I1171N", "i1171n"])
def test_alternatives_are_chosen_from(talk: Talk, answer: str) -> None:
    conversation = talk(["2", "2", "", "1", "I1171T/N/S", "?", "9", "zzz", answer, ""], shown=True)
    assert conversation.count("Which one?") == 4
    assert conversation.says("1. I1171T 2. I1171N 3. I1171S")
    assert [finding.text for finding in conversation.walk.entry.findings] == ["I1171N"]


@pytest.mark.parametrize("answer", ["", "back"])
def test_alternatives_can_be_left(talk: Talk, answer: str) -> None:
    conversation = talk(["2", "2", "", "1", "I1171T/N/S", answer])
    assert conversation.walk.entry.findings == []
    assert conversation.prompts[-1].startswith("Variant 1")


def test_back_goes_to_the_question_before_and_keeps_what_was_entered(talk: Talk) -> None:
    conversation = talk(["1", "2", "crizotinib", "back", "back", "BACK", "2"])
    assert conversation.walk.entry.disease == "NSCLC"
    assert conversation.walk.entry.setting == "relapsed"
    assert [line.name for line in conversation.walk.entry.prior] == ["crizotinib"]
    assert conversation.says("Question 2. Setting. Now: relapsed.")


def test_back_passes_over_what_is_not_asked(talk: Talk) -> None:
    numbers = [line.split(".")[0] for line in talk(["2", "1", "3", "back", "back"]).lines if line.startswith("Question ")]
    assert numbers == [f"Question {number}" for number in (1, 2, 4, 7, 4, 2)]


def test_clear_empties_a_field_or_a_list(talk: Talk) -> None:
    answers = ["1", "back", "clear", "back", "2", "", "crizotinib", "alectinib", "clear", "", "", "G1202R", "clear"]
    entry = talk(answers).walk.entry
    assert (entry.disease, entry.prior, entry.findings) == ("NSCLC", [], [])


def test_menu_leaves_the_questions(talk: Talk) -> None:
    conversation = talk(["1", "menu"])
    assert conversation.prompts[-1].startswith("Menu")


@pytest.mark.parametrize("place", range(len(COMPOUND)))
def test_every_question_explains_itself(talk: Talk, place: int) -> None:
    before, after = talk(COMPOUND[:place]), talk([*COMPOUND[:place], "?"])
    assert after.count("back goes to the question before") == before.count("back goes to the question before") + 1
    assert after.walk.entry == before.walk.entry


def test_biomarkers_are_listed_with_their_states(talk: Talk) -> None:
    conversation = talk([*COMPOUND[:9], "?"])
    assert [name for name in conversation.walk.catalogue.biomarker if not conversation.says(f"{name}: ")] == []


def test_case_is_changed_from_the_menu(talk: Talk) -> None:
    conversation = talk([*COMPOUND, "1", "2", "untreated", "7", "yes"])
    assert conversation.says("crizotinib is entered as given before")
    assert conversation.walk.entry.amplification == ""
    assert talk([*COMPOUND, "1", "7", "yes"]).walk.entry.amplification == "amplified"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("crizotinib progressed 2021-02 to 2022-03", "crizotinib (progressed, 2021-02 to 2022-03)"),
        ("crizotinib 2021-03 to 2022-12 toxicity", "crizotinib (not tolerated, 2021-03 to 2022-12)"),
        ("lorl (progressed)", "lorlatinib (progressed)"),
    ],
)
def test_therapy_is_taken_as_on_the_form_and_read_back(talk: Talk, typed: str, read: str) -> None:
    assert talk(["1", "2", typed]).says(f"Prior ALK TKIs: {read}.")


def test_variant_is_taken_with_its_specimen_and_read_back(talk: Talk) -> None:
    conversation = talk(["1", "2", "", "", "C1156Y+L1198F in cis, VAF 12 %, liver biopsy 2024-03-01"])
    assert conversation.says("C1156Y+L1198F (in the catalogue; specimen liver biopsy, date 2024-03-01, VAF 12 %).")


def test_how_a_variant_was_read_is_a_sentence(talk: Talk) -> None:
    assert talk(["1", "2", "", "", "l1171N"]).says("Note: the small l before 1171 is read as I: 1171 is Ile.")


def test_compound_says_at_once_that_it_is_cis(talk: Talk) -> None:
    assert talk(["1", "2", "", "", "C1156Y+L1198F"]).says("Note: cis, because of +.")
    assert not talk(["1", "2", "", "", "C1156Y+L1198F in cis"]).says("because of +")


@pytest.mark.parametrize(
    ("answer", "phase"),
    [("", "unknown"), ("1", "unknown"), ("2", "cis"), ("cis", "cis"), ("3", "trans"), ("not known", "unknown")],
)
@pytest.mark.parametrize("typed", ["C1156Y and L1198F", "C1156Y/L1198F", "C1156Y L1198F"])
def test_phase_of_a_list_is_asked_at_once(talk: Talk, typed: str, answer: str, phase: str) -> None:
    conversation = talk(["1", "2", "", "", typed, answer, ""])
    assert conversation.says("Phase between C1156Y and L1198F? Number, empty for not known")
    assert conversation.says("1. not known 2. cis, on one allele 3. trans, on two alleles")
    assert (conversation.walk.read().phase, [line.text for line in conversation.walk.entry.findings]) == (phase, [typed])
    assert conversation.says("Question 6. Phase of the variants. Now:") == (phase != "unknown")


def test_choice_is_asked_where_or_stands_between_variants(talk: Talk) -> None:
    conversation = talk(["1", "2", "", "", "C1156Y or L1198F", "2"])
    assert conversation.says("1. C1156Y 2. L1198F")
    assert [line.text for line in conversation.walk.entry.findings] == ["L1198F"]


def test_variant_that_is_not_counted_is_named_with_how_to_count_it(talk: Talk) -> None:
    conversation = talk(["1", "2", "", "", "I1461V", "D1529E:count"])
    assert conversation.says(
        "Variants: D1529E (not in the catalogue), I1461V (not counted, a common polymorphism (rs1670283; UniProt"
    )
    assert conversation.says("I1461V:count counts it all the same).")


@pytest.mark.parametrize("typed", ["IL10RA high", "il10ra: high", "IL10RA=high"])
def test_biomarker_is_taken_as_one_says_it(talk: Talk, typed: str) -> None:
    assert talk(["1", "2", "", "2", "", typed]).walk.entry.biomarkers == {"IL10RA": "high"}
    assert talk(["1", "2", "", "2", "", "MET amplification absent"]).walk.entry.biomarkers == {"MET-amplification": "absent"}


def test_undo_takes_back_one_answer_at_a_time_and_says_what_it_leaves(talk: Talk) -> None:
    """A slip in a list does not cost the whole list."""
    conversation = talk(["1", "2", "crizotinib", "alectinib", "undo", "lorlatinib"])
    assert conversation.says("Undone. Prior ALK TKIs: crizotinib (progressed, assumed).")
    assert [line.name for line in conversation.walk.entry.prior] == ["crizotinib", "lorlatinib"]
    conversation = talk(["1", "undo", "UNDO"])
    assert conversation.says("Undone. Disease: not given.")
    assert conversation.says("There is nothing to undo.")
    assert talk([*COMPOUND, "u"]).says("Undone. Variants: not given.")


def test_end_of_input_without_a_disease_prints_what_was_entered(talk: Talk) -> None:
    conversation = talk(["", "2", "crizotinib"])
    assert conversation.says("No disease is given, so there is no report. Entered: setting relapsed prior TKI crizotinib")


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        (["1", "2", "chemotherapy"], "the question Other prior therapies, chemotherapy."),
        (["1", "2", "", "", "MET amplification"], "(the question Biomarkers, MET-amplification=present)"),
        (["1", "2", "", "", "EML4-ALK"], "(the question Fusion, EML4-ALK)"),
    ],
)
def test_refusal_leads_to_a_question_not_to_an_option(talk: Talk, answers: list[str], says: str) -> None:
    """There is no command line here to give an option to."""
    conversation = talk(answers)
    assert conversation.says(says)
    assert "--" not in conversation.text.partition("alktui report")[0]


def test_specimen_in_which_none_was_found_is_said_with_the_answer(talk: Talk) -> None:
    conversation = talk(["ALCL", "", "crizotinib", "", "none in plasma"])
    assert (conversation.walk.entry.sequencing, conversation.walk.entry.none_found_in) == ("none-found", "plasma")
    assert conversation.says("ALK sequenced: yes, none was found in plasma (leaves the question open).")
    assert talk(["ALCL", "", "crizotinib", "", "2"]).walk.entry.none_found_in == ""


def test_marker_that_decides_nothing_here_says_so_where_it_is_entered(talk: Talk) -> None:
    said = "Neither review ties a treatment to it; that is no evidence against one."
    assert talk(["ALCL", "", "", "2", "", "CEA positive"]).says(f"CEA: {said}")
    assert not talk(["ALCL", "", "", "2", "", "IL10RA high"]).says(said)


def test_change_of_a_marker_typed_as_a_variant_is_asked_about(talk: Talk) -> None:
    """It is no change of ALK, and goes among the biomarkers only where one says so."""
    answers = ["NSCLC", "", "", "1", "TP53: c.818G>A; p.(Arg273His)"]
    taken = talk([*answers, "y", "G1202R"])
    assert taken.says("TP53 is not ALK. Enter it among the biomarkers: TP53 mutated")
    assert (taken.walk.entry.biomarkers, [line.text for line in taken.walk.entry.findings]) == ({"TP53": "mutated"}, ["G1202R"])
    assert talk([*answers, "n", "G1202R"]).walk.entry.biomarkers == {}
