"""Rows for tests. Languages are written to their own columns, whatever language is active."""

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory

from goals.models import Commitment, Responsibility
from strategies.models import (
    Committee,
    Decision,
    Definition,
    Footnote,
    Membership,
    Municipality,
    RelatedDocument,
    Section,
    Strategy,
)


class MunicipalityFactory(DjangoModelFactory):
    """A municipality that no register knows."""

    class Meta:
        model = Municipality

    code = factory.Sequence(lambda n: f"9{n:03d}")
    name_sv = factory.Sequence(lambda n: f"Kommun {n}")
    name_en = factory.Sequence(lambda n: f"Municipality {n}")
    short_name = factory.Sequence(lambda n: f"Ort {n}")
    slug = factory.Sequence(lambda n: f"ort-{n}")
    county_code = "99"
    county_name_sv = "Provlän"
    county_name_en = "Test County"


class CommitteeFactory(DjangoModelFactory):
    """A committee of a municipality."""

    class Meta:
        model = Committee

    municipality = factory.SubFactory(MunicipalityFactory)
    slug = factory.Sequence(lambda n: f"namnd-{n}")
    name_sv = factory.Sequence(lambda n: f"Nämnd {n}")
    name_en = factory.Sequence(lambda n: f"Committee {n}")


class StrategyFactory(DjangoModelFactory):
    """A published strategy."""

    class Meta:
        model = Strategy

    municipality = factory.SubFactory(MunicipalityFactory)
    slug = factory.Sequence(lambda n: f"strategi-{n}")
    edition = "2024"
    status = Strategy.Status.PUBLISHED
    title_sv = factory.Sequence(lambda n: f"Strategi {n}")
    title_en = factory.Sequence(lambda n: f"Strategy {n}")


class InStrategy(DjangoModelFactory):
    """What every part of a strategy has."""

    class Meta:
        abstract = True

    strategy = factory.SubFactory(StrategyFactory)
    position = factory.Sequence(lambda n: n + 1)


class DecisionFactory(InStrategy):
    """A decision about a strategy."""

    class Meta:
        model = Decision


class SectionFactory(InStrategy):
    """A section with a title and a text in both languages."""

    class Meta:
        model = Section

    title_sv = factory.Sequence(lambda n: f"Avsnitt {n}")
    title_en = factory.Sequence(lambda n: f"Section {n}")
    plain_sv = "<p>Så här gör kommunen.</p>"
    plain_en = "<p>This is what the municipality does.</p>"


class DefinitionFactory(InStrategy):
    """A defined term."""

    class Meta:
        model = Definition

    term_sv = factory.Sequence(lambda n: f"begrepp{n}")
    plain_sv = "<p>Det betyder något.</p>"


class FootnoteFactory(DjangoModelFactory):
    """A footnote."""

    class Meta:
        model = Footnote

    strategy = factory.SubFactory(StrategyFactory)
    number = factory.Sequence(lambda n: n + 1)
    text_sv = "<p>En källa.</p>"


class RelatedDocumentFactory(InStrategy):
    """A document that the strategy points to."""

    class Meta:
        model = RelatedDocument

    title_sv = factory.Sequence(lambda n: f"Dokument {n}")


class CommitmentFactory(InStrategy):
    """A sub-goal without a parent."""

    class Meta:
        model = Commitment

    kind = Commitment.Kind.SUB_GOAL
    plain_sv = "<p>Alla har ett hem.</p>"
    plain_en = "<p>Everyone has a home.</p>"


class ResponsibilityFactory(InStrategy):
    """A committee of the strategy's own municipality that answers for the whole strategy."""

    class Meta:
        model = Responsibility

    committee = factory.SubFactory(CommitteeFactory, municipality=factory.SelfAttribute("..strategy.municipality"))


class UserFactory(DjangoModelFactory):
    """A person who can sign in with the password "a long enough word"."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.se")

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        """Give the person a password."""
        self.set_password(extracted or "a long enough word")
        if create:
            self.save()


class MembershipFactory(DjangoModelFactory):
    """A coordinator."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    role = Membership.Role.COORDINATOR
