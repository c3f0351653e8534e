"""The circular (通报): written once from a Publication, and set as a PDF and as a .docx that an official can edit."""
