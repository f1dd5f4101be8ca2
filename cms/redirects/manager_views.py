"""Beside the list of redirects: trying an address, and importing what the list exports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.encoding import force_str
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.contrib.redirects.forms import ConfirmImportForm, ConfirmImportManagementForm, ImportForm
from wagtail.contrib.redirects.utils import get_file_storage, get_import_formats, get_supported_extensions
from wagtail.contrib.redirects.views import permission_checker
from wagtail.log_actions import log
from wagtail.models import Site

from cms.redirects.enums import Match, Status
from cms.redirects.forms import RedirectForm
from cms.redirects.trying import NoAddressError, Trial, try_address

ANSWER, FOR = "Answer", "For"
"""The headings of the export that an import understands beside the old address and the new one."""


class TryForm(forms.Form):
    """An address, and the site it is on."""

    address = forms.CharField(
        label="Address", max_length=2000, help_text="A path such as /old-article/, or a full address."
    )
    site = forms.ModelChoiceField(
        label="Site", queryset=Site.objects.all(), required=False, empty_label="The default site"
    )


class TryView(TemplateView):
    """Says what readers of an address are told."""

    template_name = "redirects/try.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, and what it is answered with."""
        form = TryForm(self.request.GET if "address" in self.request.GET else None)
        return {**super().get_context_data(**kwargs), "form": form, "trial": self._trial(form)}

    def _trial(self, form: TryForm) -> Trial | None:
        if not form.is_bound or not form.is_valid():
            return None
        try:
            return try_address(form.cleaned_data["address"], form.cleaned_data["site"])
        except NoAddressError as error:
            form.add_error("address", str(error))
            return None


try_view = permission_checker.require_any("add", "change", "delete")(TryView.as_view())


@permission_checker.require_any("add")
@require_POST
def process_import(request: HttpRequest) -> HttpResponse:
    """Import a file that was uploaded in the step before: like Wagtail, and with status and match."""
    management = ConfirmImportManagementForm(request.POST)
    if not management.is_valid():
        raise SuspiciousOperation("The name of the import file is missing or not ours.")
    file, dataset = _uploaded(management.cleaned_data)
    form = ConfirmImportForm(dataset.headers, request.POST, initial=management.cleaned_data)
    if not form.is_valid():
        return render(request, "wagtailredirects/confirm_import.html", {"form": form, "dataset": dataset})
    summary = import_rows(dataset, form.cleaned_data)
    file.remove()
    if summary["errors"]:
        context = {"form": ImportForm(get_supported_extensions()), "import_summary": summary}
        return render(request, "wagtailredirects/import_summary.html", context)
    messages.success(request, f"Imported {summary['total']} redirects")
    return redirect("wagtailredirects:index")


def _uploaded(data: dict[str, Any]) -> tuple[Any, Any]:
    input_format = get_import_formats()[int(data["input_format"])]()
    file = get_file_storage()(name=data["import_file_name"])
    content = file.read(input_format.get_read_mode())
    text = content if input_format.is_binary() else force_str(content, "utf-8")
    return file, input_format.create_dataset(text)


def import_rows(dataset: Any, choices: dict[str, Any]) -> dict[str, Any]:
    """Make a redirect of each row by the rules of the form; return what came of it, with the refusals."""
    columns = {str(name).strip(): place for place, name in enumerate(dataset.headers)}
    old, new = int(choices["from_index"]), int(choices["to_index"])
    errors = []
    for row in dataset:
        cells = ["" if cell is None else str(cell).strip() for cell in row]
        form = RedirectForm(
            {
                "old_path": cells[old],
                "redirect_link": cells[new],
                "site": choices["site"].pk if choices["site"] else "",
                "status": _status(cells, columns, permanent=choices["permanent"]),
                "match": cells[columns[FOR]] if FOR in columns else Match.EXACT,
            }
        )
        if form.is_valid():
            with transaction.atomic():
                log(instance=form.save(), action="wagtail.create")
        else:
            sentences = " ".join(sentence for found in form.errors.values() for sentence in found)
            errors.append([cells[old], cells[new], sentences])
    total = len(dataset)
    return {
        "errors": errors,
        "errors_count": len(errors),
        "successes": total - len(errors),
        "total": total,
    }


def _status(cells: list[str], columns: dict[str, int], *, permanent: bool) -> str:
    said = cells[columns[ANSWER]] if ANSWER in columns else ""
    # Spreadsheets make numbers with a point of numbers.
    return said.removesuffix(".0") or str((Status.MOVED_PERMANENTLY if permanent else Status.FOUND).value)
