"""What an insured has to show: that the car is insured, and the record of their claims."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import RowMapping

from comptoir.assurance import wire
from comptoir.assurance.documents import Paper
from comptoir.assurance.words_of_quotes import FORMULAS


def attestation(contract: RowMapping, account: RowMapping | None, now: datetime) -> bytes:
    """The certificate of a contract in force."""
    paper = Paper("Attestation d'assurance automobile")
    paper.paragraph(f"{wire.APP} atteste que le véhicule désigné ci-dessous est assuré.")
    _facts(paper, contract, account)
    paper.paragraph(
        f"Valable du {contract['begins_on']} au {contract['renews_on']}, sous réserve du paiement"
        f" de la prime. Établie le {now:%Y-%m-%d}."
    )
    return paper.content()


def record(
    contract: RowMapping, account: RowMapping | None, claims: Sequence[RowMapping], now: datetime
) -> bytes:
    """The fields of the record that the law lists (annexe à l'article A121-1, art. 12)."""
    paper = Paper("Relevé d'information")
    paper.paragraph("Annexe à l'article A121-1 du Code des assurances, article 12.")
    _facts(paper, contract, account)
    paper.paragraph(f"Contrat souscrit le {contract['begins_on']}.")
    paper.paragraph(
        f"Coefficient de réduction-majoration : {contract['crm_hundredths'] / 100:.2f}".replace(
            ".", ","
        )
        + f", à l'échéance du {contract['renews_on']}."
    )
    paper.heading("Sinistres des cinq dernières années")
    responsible = {True: "responsable", False: "non responsable", None: "à établir"}
    recent = [row for row in claims if row["created_at"].year >= now.year - 5]
    if not recent:
        paper.paragraph("Aucun.")
    else:
        paper.table(
            [
                ["Numéro", "Date", "Nature", "Responsabilité"],
                *(
                    [
                        row["number"],
                        row["happened"],
                        row["kind"],
                        responsible[row["at_fault"]],
                    ]
                    for row in recent
                ),
            ],
            (44, 44, 44, 42),
        )
    paper.paragraph(f"Établi le {now:%Y-%m-%d}.")
    return paper.content()


def _facts(paper: Paper, contract: RowMapping, account: RowMapping | None) -> None:
    paper.bullets(
        [
            f"Contrat : {contract['number']}",
            f"Souscripteur : {(account and account['full_name']) or 'l’assuré'}",
            f"Véhicule : {contract['vehicle']}, immatriculé {contract['registration']}",
            f"Formule : {FORMULAS[contract['formula']].fr}",
        ]
    )
