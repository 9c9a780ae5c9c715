"""Acts to rows: the only place that writes this room's ledgered tables."""

from django.db.models import Max

from bandeng.opinions import acts
from bandeng.opinions.models import Conversation, Fate, Moderation, Statement, Tick
from bandeng.records.models import Entry
from bandeng.records.registry import applies

_OfConversation = acts.ConversationOpened | acts.ConversationClosed | acts.ConversationBroughtIn | acts.StatementsTabled


def _conversation(act: _OfConversation) -> Conversation:
    return Conversation.objects.select_related("place").get(pk=act.conversation)


def _statement(act: acts.StatementMade | acts.StatementModerated | acts.StatementBecame) -> Statement:
    return Statement.objects.select_related("conversation__place").get(pk=act.statement)


def _person(entry: Entry) -> str | None:
    who, _, key = entry.actor.partition(":")
    return key if who == "person" else None


@applies(acts.ConversationOpened, result=_conversation)
def conversation_opened(act: acts.ConversationOpened, entry: Entry) -> Conversation:
    """The question and the statements it begins with."""
    conversation = Conversation.objects.create(
        id=act.conversation, place_id=act.place, chain=entry.chain, matter_id=act.matter, question=act.question,
        about=act.about, voices=act.voices, opened_by_id=_person(entry) or "", opened_at=entry.at,
        closes_on=act.closes_on, asked_for=act.asked_for,
    )  # fmt: skip
    Statement.objects.bulk_create(
        Statement(
            id=seed["id"], conversation=conversation, number=number, text=seed["text"], seed=True,
            state=Moderation.IN, made_at=entry.at,
        )
        for number, seed in enumerate(act.seeds, 1)
    )  # fmt: skip
    return conversation


@applies(acts.StatementMade, result=_statement)
def statement_made(act: acts.StatementMade, entry: Entry) -> Statement:
    """It waits for a named person."""
    return Statement.objects.create(
        id=act.statement, conversation_id=act.conversation, text=act.text or "", mark=act.mark,
        number=_last_number(act) + 1, state=Moderation.WAITING,
        made_at=entry.at,
    )  # fmt: skip


def _last_number(act: acts.StatementMade) -> int:
    """Statements from a file keep their numbers, so the last one may be greater than their count."""
    there = Statement.objects.filter(conversation=act.conversation)
    return max(there.count(), there.aggregate(last=Max("number"))["last"] or 0)


@applies(acts.StatementModerated, result=_statement)
def statement_moderated(act: acts.StatementModerated, entry: Entry) -> Statement:
    """Let in, as everybody may read it, or kept out with its reason."""
    statement = _statement(act)
    statement.state, statement.reason = act.state, act.reason
    statement.text = act.text or statement.text
    statement.decided_by_id, statement.decided_at = _person(entry), entry.at
    statement.save()
    return statement


@applies(acts.ConversationClosed, result=_conversation)
def conversation_closed(act: acts.ConversationClosed, entry: Entry) -> Conversation:
    """No more reactions."""
    conversation = _conversation(act)
    conversation.closed_at, conversation.closed_because = entry.at, act.reason
    conversation.version += 1
    conversation.save()
    return conversation


@applies(acts.ConversationTicked, result=lambda act: Tick.objects.get(conversation=act.conversation, number=act.tick))
def conversation_ticked(act: acts.ConversationTicked, entry: Entry) -> Tick:
    """What the ledger says of the reactions so far."""
    return Tick.objects.create(
        conversation_id=act.conversation, number=act.tick, upto=act.upto, reactions=act.reactions, voices=act.voices,
        root=act.root, result=act.result, at=entry.at,
    )  # fmt: skip


@applies(acts.StatementBecame, result=_statement)
def statement_became(act: acts.StatementBecame, entry: Entry) -> Statement:
    """What became of it; a later word takes the place of an earlier one, which stays in the ledger."""
    statement = _statement(act)
    statement.fate, statement.became, statement.became_at = act.fate, act.text, entry.at
    statement.taken_to_id, statement.support = act.matter or statement.taken_to_id, act.support
    statement.save()
    return statement


@applies(acts.ConversationBroughtIn, result=_conversation)
def conversation_brought_in(act: acts.ConversationBroughtIn, entry: Entry) -> Conversation:
    """The question and its statements as they were; reactions are laid beside, as all are."""
    who = _person(entry) or ""
    conversation = Conversation.objects.create(
        id=act.conversation, place_id=act.place, chain=entry.chain, matter_id=act.matter, question=act.question,
        about=act.about, source=act.source, voices=act.voices, opened_by_id=who, opened_at=entry.at,
    )  # fmt: skip
    Statement.objects.bulk_create(
        Statement(
            id=each["id"], conversation=conversation, number=int(each["number"]), text=each["text"], seed=True,
            state=each["state"], reason=each["reason"], made_at=entry.at,
            decided_by_id=who,
        )
        for each in act.statements
    )  # fmt: skip
    return conversation


@applies(acts.StatementsTabled, result=_conversation)
def statements_tabled(act: acts.StatementsTabled, entry: Entry) -> Conversation:
    """Each of them was taken up in the matter, with its support."""
    for told, support in zip(act.statements, act.support, strict=True):
        Statement.objects.filter(pk=told["id"]).update(
            fate=Fate.TAKEN_UP, became=act.text, became_at=entry.at, taken_to_id=act.matter, support=support
        )
    return _conversation(act)
