"""Every address of the application."""

from django.urls import include, path

from summitry_web.planning.views import (
    begin,
    board,
    edition,
    exchange,
    facts,
    health,
    meeting,
    members,
    office,
    plan,
    requests,
)

_SUMMIT = [
    path("", edition.edition, name="edition"),
    path("facts/", facts.tables, name="tables"),
    path("facts/summit/", facts.entries, name="entries"),
    path("facts/<slug:name>/", facts.table, name="table"),
    path("facts/<slug:name>/new/", facts.new_row, name="new-row"),
    path("facts/<slug:name>/<int:row_id>/", facts.row, name="row"),
    path("facts/<slug:name>/<int:row_id>/delete/", facts.delete_row, name="delete-row"),
    path("import/", exchange.import_facts, name="import"),
    path("import/apply/", exchange.apply_import, name="apply-import"),
    path("export.xlsx", exchange.export_workbook, name="export-workbook"),
    path("export.zip", exchange.export_folder, name="export-folder"),
    path("requests/", requests.requests, name="requests"),
    path("offices/", office.offices, name="offices"),
    path("offices/<str:code>/", office.office, name="office"),
    path("offices/<str:code>/answer/", office.answer, name="answer"),
    path("offices/<str:code>/ask/", office.ask, name="ask"),
    path("offices/<str:code>/close/", office.close, name="close"),
    path("offices/<str:code>/close/<int:row_id>/", office.reopen, name="reopen"),
    path("members/", members.members, name="members"),
    path("members/<int:member_id>/remove/", members.remove_member, name="remove-member"),
    path("plan/", plan.plan, name="plan"),
    path("plan/board/", board.board, name="board"),
    path("plan/meetings/<str:meeting_id>/", meeting.meeting, name="meeting"),
    path("plan/meetings/<str:meeting_id>/move/", meeting.move, name="move"),
    path("plan/meetings/<str:meeting_id>/take-out/", meeting.take_out, name="take-out"),
    path("plan/meetings/<str:meeting_id>/pin/", meeting.pin, name="pin"),
    path("plan/meetings/<str:meeting_id>/change/", meeting.apply_change, name="apply-change"),
    path("plan/runs/", plan.start_run, name="start-run"),
    path("plan/runs/<int:run_id>/", plan.run, name="run"),
    path("plan/runs/<int:run_id>/cancel/", plan.cancel_run, name="cancel-run"),
    path("plan/runs/<int:run_id>/apply/", plan.apply_run, name="apply-run"),
    path("plan/runs/<int:run_id>/discard/", plan.discard_run, name="discard-run"),
    path("plan/revisions/<int:number>/restore/", plan.restore, name="restore"),
]

urlpatterns = [
    path("", begin.home, name="home"),
    path("begin/<str:code>/", begin.begin, name="begin"),
    path("healthz", health.healthz, name="healthz"),
    path("accounts/", include("allauth.urls")),
    path("new/", begin.new_summit, name="new-summit"),
    path("summits/<slug:slug>/", include(_SUMMIT)),
]
