"""Contradictions inside a notice: status against text, numbers that do not compute, dates that cannot be."""

from assistant.audit.engine import audit_report
from assistant.audit.model import KIND_ZH, SEVERITY_ZH, AuditItem, AuditKind, Severity

__all__ = ["KIND_ZH", "SEVERITY_ZH", "AuditItem", "AuditKind", "Severity", "audit_report"]
