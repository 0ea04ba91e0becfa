"""Write the demonstration workspace."""

from iecscore.demo.binding import LABEL
from iecscore.demo.faults import RETURNED
from iecscore.demo.planting import Planted, list_planted, name_refusals
from iecscore.demo.writing import SYSTEM, write_demo

__all__ = ["LABEL", "RETURNED", "SYSTEM", "Planted", "list_planted", "name_refusals", "write_demo"]
